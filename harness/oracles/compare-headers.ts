import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** How a header of a later request relates to the same header of an earlier one. */
export type HeaderChange = 'same' | 'gone' | 'new' | 'other';

/** Compares header lines of two requests by name; those that neither has are left out. */
export function compareHeaders(earlier: Arrival, later: Arrival, names: readonly string[]): Readonly<Record<string, HeaderChange>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const [before, after] = [earlier, later].map((arrival) => headerValues(arrival, name).join('\n'));
      if (before === '' && after === '') return [];
      const change: HeaderChange = before === after ? 'same' : before === '' ? 'new' : after === '' ? 'gone' : 'other';
      return [[name, change]];
    }),
  );
}
