import { expect, test } from 'vitest';
import { fillPlaceholders, findRecipe, media, page, redirect, text } from './recipe.ts';

test('an exact path wins over any beginning, and the longest beginning wins', () => {
  const [exact, long, short] = [text('text/plain', 'exact'), text('text/plain', 'long'), text('text/plain', 'short')];
  const recipes = { '/a/*': short, '/a/b*': long, '/a/b': exact };
  expect(findRecipe(recipes, 'www.test', '/a/b')).toBe(exact);
  expect(findRecipe(recipes, 'www.test', '/a/bc')).toBe(long);
  expect(findRecipe(recipes, 'www.test', '/a/c')).toBe(short);
  expect(findRecipe(recipes, 'www.test', '/b')).toBeUndefined();
  const here = text('text/plain', 'here');
  expect(findRecipe({ ...recipes, '//h.test/a/b?set=1': here }, 'h.test', '/a/b?set=1')).toBe(here);
  expect(findRecipe({ ...recipes, '//h.test/a/b?set=1': here }, 'h.test', '/a/b?set=2')).toBe(exact);
});

test('placeholders are filled from the request', () => {
  expect(fillPlaceholders('{origin}', 'https://a.test', new URLSearchParams())).toBe('https://a.test');
  expect(fillPlaceholders('{origin}', undefined, new URLSearchParams())).toBe('null');
  expect(fillPlaceholders('/x?{query:to}&{query:none}', undefined, new URLSearchParams('to=here'))).toBe('/x?here&');
});

test('a filled value is not filled again', () => {
  expect(fillPlaceholders('{query:a}', undefined, new URLSearchParams({ a: '{query:b}', b: 'no' }))).toBe('{query:b}');
});

test('the makers write what they are named after', () => {
  expect(redirect(307, '/next', [['vary', 'cookie']])).toEqual({ status: 307, headers: [['location', '/next'], ['vary', 'cookie']] }); // prettier-ignore
  expect(media('dot.png').body).toEqual({ kind: 'file', file: 'dot.png' });
  expect(page('announce', { name: 'x' }, { head: '<base>' })).toEqual({
    headers: [],
    body: { kind: 'page', program: 'announce', data: { name: 'x' }, head: '<base>' },
  });
});
