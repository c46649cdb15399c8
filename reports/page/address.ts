import { verdictKinds } from '../../harness/model/verdict.ts';
import { everything, type Filter } from './filter.ts';

/** The views of the report, in the order of its navigation; `cell` and `fuzz` are reached from others. */
export const views = ['matrix', 'changes', 'claims', 'standards', 'timeline', 'forgery', 'about', 'fuzz', 'cell'] as const;
export type View = (typeof views)[number];

/** What a reader looks at, and can send to somebody: it is the URL's fragment, such as `#/claims?id=GP-4`. */
export interface Address {
  readonly view: View;
  /** The matrix's filter. */
  readonly filter: Filter;
  /** What is open in the view: the id of a cell, a claim, a clause, a check or a scene; empty: nothing. */
  readonly id: string;
  /** Key of the browser that is looked at; empty: the first. */
  readonly browser: string;
  /** Names of the two versions that are compared; empty: the view's own choice. */
  readonly from: string;
  readonly to: string;
}

export const start: Address = { view: 'matrix', filter: everything, id: '', browser: '', from: '', to: '' };

/** Reads a fragment; what it does not know, it leaves out. */
export function parseAddress(fragment: string): Address {
  const [, name = '', query = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(fragment) ?? [];
  const fields = new URLSearchParams(query);
  const field = (key: string): string => fields.get(key) ?? '';
  const verdicts = field('verdict').split(',');
  return {
    view: views.find((view) => view === name) ?? start.view,
    filter: {
      search: field('search'),
      differences: fields.has('differences'),
      changes: fields.has('changes'),
      verdicts: verdictKinds.filter((kind) => verdicts.includes(kind)),
      within: field('within'),
      authority: field('authority'),
    },
    id: field('id'),
    browser: field('browser'),
    from: field('from'),
    to: field('to'),
  };
}

/** The fragment for an address, beginning with `#`; what an address does not say is as at the start. */
export function formatAddress(address: Partial<Address>): string {
  const { view, filter, id, browser, from, to } = { ...start, ...address };
  const given = Object.entries({
    search: filter.search,
    verdict: filter.verdicts.join(','),
    within: filter.within,
    authority: filter.authority,
    id,
    browser,
    from,
    to,
  }).filter(([, value]) => value !== '');
  const flags = Object.entries({ differences: filter.differences, changes: filter.changes }).filter(([, set]) => set);
  const query = new URLSearchParams([...given, ...flags.map(([name]): [string, string] => [name, ''])]).toString();
  return `#/${view}${query === '' ? '' : `?${query.replaceAll('%2F', '/').replaceAll('%2C', ',')}`}`;
}
