import type { Recipe } from '../recipe.ts';

/** A recipe of a stand-alone visit: its body is a text, or a file in the visit's folder. */
export interface StandAloneRecipe extends Omit<Recipe, 'body' | 'inTurn'> {
  readonly body?: StandAloneBody;
  readonly inTurn?: readonly [StandAloneRecipe, ...StandAloneRecipe[]];
}

export type StandAloneBody =
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'file'; readonly type: string; readonly file: string };

/** What a stand-alone server answers, by path as in `Recipes`. */
export type StandAloneRecipes = Readonly<Record<string, StandAloneRecipe>>;

/** The file with the recipes, in the folder of the server. */
export const recipesFile = 'recipes.json';
/** Where the server listens unless it is told otherwise. */
export const standAlonePort = 8888;
