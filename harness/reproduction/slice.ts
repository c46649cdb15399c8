import { findRecipe, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { arrivalUrl, type Arrival } from '../../servers/wire-log.ts';
import { isWithin } from '../engine/visit.ts';
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
 * Cuts the lists in the data of pages down to the items that name an address among a cell's evidence, so that a page does
 * for one cell what it did for many. A list none of whose items names one stays whole.
 */
export function narrowedRecipes(recipes: Recipes, evidence: readonly Arrival[]): Recipes {
  const names = new Set(evidence.flatMap((arrival) => [arrivalUrl(arrival), ...segments(arrival.target)]));
  const narrowRecipe = (recipe: Recipe): Recipe => {
    if (recipe.body?.kind !== 'page') return recipe;
    return { ...recipe, body: { ...recipe.body, data: narrowed(recipe.body.data, names) } };
  };
  return Object.fromEntries(Object.entries(recipes).map(([path, recipe]) => [path, narrowRecipe(recipe)]));
}

/** The target itself, its path, and the parts of its path that are long enough to be names. */
function segments(target: string): readonly string[] {
  const path = target.split('?', 1)[0] ?? target;
  return [target, path, ...path.split('/').filter((part) => part.length > 1)];
}

function narrowed(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const named = items.filter((item) => mentions(item, names));
    return (named.length === 0 ? items : named).map((item) => narrowed(item, names));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, narrowed(part, names)]));
}

function mentions(value: unknown, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names.has(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, names));
}
