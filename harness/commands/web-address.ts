import { InvalidArgumentError } from 'commander';
import { isWebAddress } from '../probe/cookie-case.ts';

/** An option's value that must be an http or https URL. */
export function webAddress(text: string): string {
  if (!isWebAddress(text)) throw new InvalidArgumentError('It must be an http or https URL.');
  return text;
}
