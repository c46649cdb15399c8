import { arrivalUrl, headerValues, type Arrival } from '../../servers/wire-log.ts';

/** An `Origin` header in one word: absent, `null`, the page's own origin, or something else. */
export function originHeaderWord(value: string | undefined, pageOrigin: string): 'absent' | 'null' | 'page' | 'other' {
  if (value === undefined) return 'absent';
  if (value === 'null') return 'null';
  return value === pageOrigin ? 'page' : 'other';
}

/** The word for `arrival`'s header; `own` is any request to the page's own origin, which the wire names. */
export function originHeaderSeen(arrival: Arrival, own: Arrival): string {
  return originHeaderWord(headerValues(arrival, 'origin')[0], new URL(arrivalUrl(own)).origin);
}
