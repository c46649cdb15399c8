import { lineText, type HeaderLines } from '../../servers/cache-case.ts';
import type { Recipe } from '../../servers/recipe.ts';
import { headerValues, pathOf, type Arrival } from '../../servers/wire-log.ts';
import type { VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import type { Return } from '../oracles/history-return.ts';

const validator = ['etag', '"1"'] as const;
const hourOld = [
  ['date', { now: -3600 }],
  ['age', '3600'],
] as const;

/** What the answers that brought a page say about caching; all of them can be validated. */
export const storings = {
  absent: [validator],
  fresh: [validator, ['cache-control', 'max-age=600']],
  stale: [validator, ['cache-control', 'max-age=60'], ...hourOld],
  'stale-must-revalidate': [validator, ['cache-control', 'max-age=60, must-revalidate'], ...hourOld],
  'no-cache': [validator, ['cache-control', 'no-cache']],
  'no-store': [validator, ['cache-control', 'no-store']],
} as const satisfies Readonly<Record<string, HeaderLines>>;
export type Storing = keyof typeof storings;
export const storingNames = Object.keys(storings) as Storing[];

/** The page of a recipe with these answer headers, which answers a validation with 304. */
export function stored(recipe: Recipe, storing: Storing): Recipe {
  const lines = storings[storing].map(([name, value]) => [name, lineText(name, value, '', Date.now())] as const);
  return { ...recipe, headers: lines, validates: true };
}

/** What `leaveAndReturn` and its kind report of a page that has come back. */
export interface ReturnReport {
  readonly document: 'kept' | 'new';
  readonly persisted: boolean;
  /** What `notRestoredReasons` says; absent where the browser does not offer it. */
  readonly reasons?: readonly string[] | null;
}

/** The arrivals at a page's path: its first visit, then the return where the origin was asked. */
export function arrivalsAt(log: VisitLog, path: string): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
}

/** How the page at `path` came back; it tells of it in the report called `name`. */
export function readReturn(log: VisitLog, path: string, name: string): Reading & { readonly seen: string } {
  const { document, persisted } = log.reported(name) as ReturnReport;
  const again = arrivalsAt(log, path).slice(1);
  const seen = document === 'kept' ? 'restored' : newDocument(again);
  if ((document === 'kept') !== persisted) return { seen, inconclusive: `the document was ${document}, and pageshow said the opposite` };
  if (document === 'kept' && again.length > 0) return { seen, inconclusive: 'the document was kept, and still the origin was asked' };
  if (again.length > 1) return { seen, inconclusive: `the origin was asked ${String(again.length)} times` };
  return { seen };
}

/** A browser that came back to a page got by GET with another method would repeat more than a GET. */
function newDocument([again]: readonly Arrival[]): Return | `fetched-by-${string}` {
  if (again === undefined) return 'from-cache';
  if (again.method !== 'GET') return `fetched-by-${again.method}`;
  return headerValues(again, 'if-none-match').length > 0 ? 'revalidated' : 'fetched';
}
