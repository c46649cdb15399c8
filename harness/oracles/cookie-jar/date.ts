import { parseDate } from 'tough-cookie';

/**
 * RFC 10025, 5.1.1, and the layered draft's «Parse a Date», which are the same: the moment that a cookie-date names.
 * tough-cookie follows the steps one by one; its expressions spell the productions out octet by octet, so the text must
 * have one character an octet. Undefined when the date does not parse.
 */
export function cookieDate(text: string): Date | undefined {
  return parseDate(text);
}
