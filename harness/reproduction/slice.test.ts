import { expect, test } from 'vitest';
import { page, text, type Recipes } from '../../servers/recipe.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import { awaitReport, type } from '../model/journey.ts';
import { narrowedRecipes, spareParts, stepsFor, usedRecipes } from './slice.ts';

const arrival = (target: string): Arrival => ({
  seq: 0,
  at: 0,
  scheme: 'https',
  host: 'www.a-x.test',
  port: 443,
  method: 'GET',
  target,
  httpVersion: '1.1',
  headers: [],
  body: { length: 0, sha256: '', text: '' },
  connection: { id: 0, lane: 'tunnel', requests: 1, end: 'open' },
  reused: false,
});

const fire = { base: 'https://www.a-x.test/arrive/', names: ['img', 'script'], order: ['one', 'two'] };
const recipes: Recipes = {
  '/start': page('fireAll', fire),
  '/arrive/*': text('text/plain', 'there'),
  '/never': text('text/plain', 'asked'),
};

test('only the answers that were asked for stay', () => {
  expect(Object.keys(usedRecipes(recipes, [arrival('/start?x'), arrival('/arrive/img')]))).toEqual(['/start', '/arrive/*']);
});

const cell = (values: Record<string, string> = {}): { values: Record<string, string> } => ({ values });

test('a list does without the items that the evidence does not name, and stays whole where it names none', () => {
  const dataOf = (kept: readonly string[], ...evidence: readonly string[]): unknown => {
    const body = narrowedRecipes(recipes, { evidence: evidence.map(arrival), cell: cell() }, kept)['/start']?.body;
    return body?.kind === 'page' ? body.data : undefined;
  };
  expect(dataOf([], '/arrive/img')).toEqual({ ...fire, names: ['img'] });
  expect(dataOf([], '/arrive/video')).toEqual(fire);
  const spare = spareParts(recipes, { evidence: [arrival('/arrive/img')], cell: cell() });
  expect(spare).toHaveLength(1);
  expect(dataOf(spare, '/arrive/img')).toEqual(fire);
});

test('items are found by the addresses within them', () => {
  const cases = [{ steps: [{ url: 'https://www.a-x.test/one?set=1' }] }, { steps: [{ url: 'https://www.a-x.test/two' }] }];
  const naming = { evidence: [arrival('/one?set=1')], cell: cell() };
  const [narrowed] = Object.values(narrowedRecipes({ '/': page('runCookieCases', { cases }) }, naming, []));
  expect(narrowed?.body).toMatchObject({ data: { cases: [cases[0]] } });
});

test('an answer does without the cookies of other cells, unless none of them is the cell’s', () => {
  const headers = [['cache-control', 'no-store'], ...['Lax=1; SameSite=Lax', 'None=1; Secure'].map((line) => ['set-cookie', line])] as [
    string,
    string,
  ][];
  const linesFor = (attribute: string, kept: readonly string[]): unknown =>
    narrowedRecipes({ '/': { headers } }, { evidence: [], cell: cell({ attribute }) }, kept)['/']?.headers;
  expect(linesFor('Lax', [])).toEqual(headers.slice(0, 2));
  expect(linesFor('Strict', [])).toEqual(headers);
  expect(linesFor('Lax', spareParts({ '/': { headers } }, { evidence: [], cell: cell({ attribute: 'Lax' }) }))).toEqual(headers);
});

test('steps that serve other cells are left out', () => {
  const steps = [
    type('https://a.test/'),
    { ...awaitReport('x'), serves: { trigger: 'img' } },
    { ...awaitReport('y'), serves: { trigger: ['a', 'script'] } },
  ];
  const kept = stepsFor({ recipes, steps }, { id: 'sop/x/script', values: { trigger: 'script' } });
  expect(kept).toEqual([steps[0], steps[2]]);
});
