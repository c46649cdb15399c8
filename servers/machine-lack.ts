/**
 * This machine lacks a program, a right or an address that a visit needs; the message says which. It tells nothing about
 * any browser.
 */
export class MachineLack extends Error {
  override readonly name: string = 'MachineLack';
}
