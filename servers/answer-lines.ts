import { fillPlaceholders, type Recipe } from './recipe.ts';

/**
 * The header lines of an answer: the recipe's own, and the body's type where the recipe names none.
 * @param url path and query that were asked for.
 * @param origin the request's Origin.
 */
export function answerLines<Body>(
  { headers = [], body, verbatim }: Pick<Recipe, 'headers' | 'verbatim'> & { readonly body?: Body },
  url: string,
  origin: string | undefined,
  contentType: (body: Body) => string,
): readonly (readonly [name: string, value: string])[] {
  const query = new URL(`http://placeholder${url}`).searchParams;
  const own = headers.map(([name, value]) => [name, verbatim === true ? value : fillPlaceholders(value, origin, query)] as const);
  const isTyped = own.some(([name]) => name.toLowerCase() === 'content-type');
  return body === undefined || isTyped ? own : [['content-type', contentType(body)], ...own];
}
