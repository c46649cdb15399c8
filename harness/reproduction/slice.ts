import { findRecipe, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { arrivalUrl, type Arrival } from '../../servers/wire-log.ts';
import { isWithin } from '../engine/take-steps.ts';
import type { Cell } from '../model/check.ts';
import type { Journey, Step } from '../model/journey.ts';

/** The recipes that answered one of the arrivals. */
export function usedRecipes(recipes: Recipes, arrivals: readonly Arrival[]): Recipes {
  const used = new Set(arrivals.map(({ host, target }) => findRecipe(recipes, host, target)));
  return Object.fromEntries(Object.entries(recipes).filter(([, recipe]) => used.has(recipe)));
}

/** The steps that a cell needs: those that serve it, or serve all. */
export function stepsFor({ steps }: Journey, cell: Cell): readonly Step[] {
  return steps.filter(({ serves = {} }) => isWithin(cell.values, serves));
}

/**
 * Lists in the data of pages, and the cookies that an answer sets, serve many cells of a visit. Where such a list has items that
 * a cell names, by an address among its evidence or by one of its axes’ values, the others are spare: it may do without them. A
 * list none of whose items is named stays whole, for what must not happen leaves no address.
 */
export interface Naming {
  readonly evidence: readonly Arrival[];
  readonly cell: Pick<Cell, 'values'>;
}

/** The places of the spare items, in order. */
export function spareParts(recipes: Recipes, naming: Naming): readonly string[] {
  const spare: string[] = [];
  sift(recipes, naming, (place) => spare.push(place) > 0);
  return spare;
}

/** The recipes without their spare items, but for those at the places that are kept. */
export function narrowedRecipes(recipes: Recipes, naming: Naming, kept: readonly string[]): Recipes {
  const places = new Set(kept);
  return sift(recipes, naming, (place) => places.has(place));
}

/** @param keeps asked once for each spare item. */
type Keeps = (place: string) => boolean;

function sift(recipes: Recipes, { evidence, cell }: Naming, keeps: Keeps): Recipes {
  const addresses = new Set(evidence.flatMap((arrival) => [arrivalUrl(arrival), ...segments(arrival.target)]));
  const cookies = new Set(Object.values(cell.values));
  const siftRecipe = (recipe: Recipe, place: string): Recipe => ({
    ...recipe,
    ...(recipe.headers === undefined ? {} : { headers: siftCookies(recipe.headers, `${place} cookie`, cookies, keeps) }),
    ...(recipe.body?.kind === 'page' ? { body: { ...recipe.body, data: siftData(recipe.body.data, place, addresses, keeps) } } : {}),
  });
  return Object.fromEntries(Object.entries(recipes).map(([path, recipe]) => [path, siftRecipe(recipe, path)]));
}

/** The target itself, its path, and the parts of its path that are long enough to be names. */
function segments(target: string): readonly string[] {
  const path = target.split('?', 1)[0] ?? target;
  return [target, path, ...path.split('/').filter((part) => part.length > 1)];
}

type HeaderLines = NonNullable<Recipe['headers']>;

function siftCookies(lines: HeaderLines, place: string, names: ReadonlySet<string>, keeps: Keeps): HeaderLines {
  const isCookie = ([name]: HeaderLines[number]): boolean => name.toLowerCase() === 'set-cookie';
  const isNamed = ([, value]: HeaderLines[number]): boolean => names.has(value.split('=', 1)[0] ?? value);
  if (!lines.some((line) => isCookie(line) && isNamed(line))) return lines;
  return lines.filter((line, index) => !isCookie(line) || isNamed(line) || keeps(`${place} ${String(index)}`));
}

function siftData(value: unknown, place: string, names: ReadonlySet<string>, keeps: Keeps): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const hasNamed = items.some((item) => mentions(item, names));
    return items.flatMap((item, index) => {
      const here = `${place} ${String(index)}`;
      if (hasNamed && !mentions(item, names)) return keeps(here) ? [item] : [];
      return [siftData(item, here, names, keeps)];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, siftData(part, `${place} ${key}`, names, keeps)]));
}

function mentions(value: unknown, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names.has(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, names));
}
