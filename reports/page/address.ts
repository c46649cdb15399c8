import { verdictKinds } from '../../harness/model/verdict.ts';
import { everything, type Filter } from './filter.ts';

/** What a reader looks at, and can send to somebody: it is the URL's fragment. */
export interface Address {
  readonly filter: Filter;
  /** Id of the open cell and the key of the browser it is open for, or null. */
  readonly open: { readonly cell: string; readonly browser: string } | null;
}

/** Reads a fragment; what it does not know, it leaves out. */
export function parseAddress(fragment: string): Address {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const verdicts = (fields.get('verdict') ?? '').split(',');
  const cell = fields.get('cell');
  return {
    filter: {
      search: fields.get('search') ?? everything.search,
      differences: fields.has('differences'),
      changes: fields.has('changes'),
      verdicts: verdictKinds.filter((kind) => verdicts.includes(kind)),
      within: fields.get('within') ?? everything.within,
    },
    open: cell === null ? null : { cell, browser: fields.get('browser') ?? '' },
  };
}

/** The fragment for an address, beginning with `#`. */
export function formatAddress({ filter, open }: Address): string {
  const fields: [string, string][] = [];
  if (filter.search !== '') fields.push(['search', filter.search]);
  if (filter.differences) fields.push(['differences', '']);
  if (filter.changes) fields.push(['changes', '']);
  if (filter.verdicts.length > 0) fields.push(['verdict', filter.verdicts.join(',')]);
  if (filter.within !== '') fields.push(['within', filter.within]);
  if (open !== null) fields.push(['cell', open.cell], ['browser', open.browser]);
  return `#${new URLSearchParams(fields).toString().replaceAll('%2F', '/').replaceAll('%2C', ',')}`;
}
