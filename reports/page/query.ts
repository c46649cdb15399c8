import { cellPattern } from '../../harness/model/cell-pattern.ts';
import type { CheckView, Row } from './report.ts';

/** True when a cell's row is one that the search asks for. */
export type RowTest = (row: Row, check: CheckView) => boolean;

/** The search language, one line each, as its help shows it. */
export const searchHelp: readonly (readonly [example: string, meaning: string])[] = [
  ['form post', 'both words occur in the id, the question, an observation or a reason'],
  ['"no request"', 'these words in this order'],
  ['-redirect', 'does not occur'],
  ['Lax|Strict', 'one of them occurs'],
  ['firefox:sent', 'a browser whose key begins so was seen to do it, or has that verdict'],
  ['firefox:-conforms', 'it has the cell, and not so'],
  ['verdict:deviates', 'any browser has that verdict'],
  ['seen:withheld', 'any browser was seen to do it'],
  ['expected:sent', 'an authority expects it'],
  ['clause:5.8.3', 'a clause that is cited for the cell'],
  ['authority:fetch', 'an authority that speaks of the cell'],
  ['claim:CK-4', 'the check tests that claim'],
  ['attribute:Lax', 'the axis of that name has the value; so with every axis'],
  ['id:cookies/path', 'the id contains it'],
  ['cell:cookies/path/{a,b}-*', 'the whole id has that form: * is any part of it, ** any parts, {a,b} either'],
];

/**
 * Reads a search. A term that cannot be read as `field:value` is looked for as it stands, so no search is an error.
 * @param browsers the keys of the columns, in order.
 */
export function parseSearch(search: string, browsers: readonly string[]): RowTest {
  const terms = [...search.matchAll(/(-?)((?:[^\s"]|"[^"]*"?)+)/g)].flatMap(([, minus = '', quoted = '']) => {
    const term = quoted.replaceAll('"', '').toLowerCase();
    // Somebody is still typing.
    if (term === '' || term === '-') return [];
    const test = termTest(term, browsers);
    return [minus === '' ? test : (row: Row, check: CheckView) => !test(row, check)];
  });
  return (row, check) => terms.every((test) => test(row, check));
}

function termTest(term: string, browsers: readonly string[]): RowTest {
  const [, field, value] = /^([a-z][\w.-]*):(.+)$/s.exec(term) ?? [];
  if (field === undefined || value === undefined) {
    const words = term.split('|').filter((word) => word !== '');
    return (row) => words.some((word) => row.haystack.includes(word));
  }
  const wanted = value.replace(/^-/, '').split('|');
  const positive = fieldTest(field, wanted, term, browsers);
  if (!value.startsWith('-')) return positive;
  const columns = columnsOf(field, browsers);
  return (row, check) => !positive(row, check) && (columns.length === 0 || columns.some((column) => (row.cells[column] ?? null) !== null));
}

function fieldTest(field: string, wanted: readonly string[], term: string, browsers: readonly string[]): RowTest {
  const has = (text: string | null | undefined): boolean => {
    const lower = text?.toLowerCase();
    return lower !== undefined && wanted.some((word) => lower.includes(word));
  };
  const is = (text: string | null | undefined): boolean => text !== null && text !== undefined && wanted.includes(text.toLowerCase());
  switch (field) {
    case 'verdict':
      return ({ cells }) => cells.some((cell) => is(cell?.verdict));
    case 'seen':
      return ({ cells }) => cells.some((cell) => has(cell?.observed));
    case 'change':
      return ({ cells }) => cells.some((cell) => is(cell?.change));
    case 'expected':
      return ({ expected }) => expected.some(({ value }) => has(value));
    case 'clause':
      return ({ expected }) => expected.some(({ clause }) => has(clause));
    case 'authority':
      return ({ expected }) => expected.some(({ authority }) => has(authority));
    case 'claim':
      return (_, { summary }) => summary.claims.some(is);
    case 'cell': {
      const patterns = wanted.flatMap(readPattern);
      return ({ id }) => patterns.some((matches) => matches(id.toLowerCase()));
    }
    case 'id':
      return ({ id }) => has(id);
    default: {
      const columns = columnsOf(field, browsers);
      if (columns.length > 0) {
        return ({ cells }) => columns.some((column) => is(cells[column]?.verdict) || has(cells[column]?.observed));
      }
      return (row, { summary }) => {
        const axis = Object.keys(summary.axes).findIndex((name) => name.toLowerCase() === field);
        return axis === -1 ? row.haystack.includes(term) : is(row.parts[axis]);
      };
    }
  }
}

function columnsOf(field: string, browsers: readonly string[]): readonly number[] {
  return browsers.flatMap((key, column) => (key.toLowerCase().startsWith(field) ? [column] : []));
}

/** No test for a pattern that is not whole yet. */
function readPattern(text: string): ((cellId: string) => boolean)[] {
  try {
    return [cellPattern(text).matches];
  } catch {
    return [];
  }
}
