import { expect, test } from 'vitest';
import { causeOf, compare, group, type Disagreement } from './disagreement.ts';
import { headerOf, isNameless, tagged, type FuzzCase } from './fuzz-case.ts';
import { sampleCases } from './grammar.ts';
import { expected, outcomeOf, taggedPairs, type Outcome } from './outcome.ts';
import { pack } from './pack.ts';
import { shrinkAll } from './shrink.ts';

const now = new Date();
const plain: FuzzCase = { name: 'a', equals: true, value: 'b', attributes: [], scheme: 'https', via: 'http' };
const nothing: Outcome = outcomeOf(() => null);

function found(one: FuzzCase, outcome: Outcome): Disagreement {
  const disagreement = compare(one, { browser: outcome }, now);
  if (disagreement === undefined) throw new Error(`no disagreement on ${headerOf(one)}`);
  return disagreement;
}

test('the same seed makes the same cases, another seed others', () => {
  expect(sampleCases(50, 7)).toEqual(sampleCases(50, 7));
  expect(sampleCases(50, 7)).not.toEqual(sampleCases(50, 8));
});

test('a tag stands inside the first word and is taken out of what comes back', () => {
  const prefixed = { ...plain, name: ' __Host-a ', attributes: [' Secure'] };
  expect(headerOf(tagged(prefixed, 'Q1Q') ?? plain)).toBe(' __Host-aQ1Q =b; Secure');
  expect(headerOf(tagged({ ...plain, name: '' }, 'Q1Q') ?? plain)).toBe('=bQ1Q');
  expect(tagged({ ...plain, name: '', value: '' }, 'Q1Q')).toBeUndefined();
  expect(taggedPairs('x=y; aQ1Q=b; c=dQ11Q', 'Q1Q')).toBe('a=b');
  expect(taggedPairs(null, 'Q1Q')).toBeNull();
});

test('hosts stay below the limits of cookies, and no two nameless cookies share one', () => {
  const cases = sampleCases(500, 3);
  const hosts = pack(cases).flatMap((page) => page.hosts);
  expect(hosts.flatMap(({ cases: held }) => held).sort((left, right) => left - right)).toEqual(cases.map((_, index) => index));
  for (const { cases: held, scheme, via } of hosts) {
    const here = held.flatMap((at) => cases[at] ?? []);
    expect(here.length).toBeLessThanOrEqual(40);
    expect(here.filter(isNameless).length).toBeLessThanOrEqual(1);
    expect(new Set(here.map((one) => `${one.scheme} ${one.via}`))).toEqual(new Set([`${scheme} ${via}`]));
  }
});

test('a browser that does as a document says agrees; any other outcome is a disagreement', () => {
  for (const one of sampleCases(100, 5)) {
    const { outcome } = expected(one, now);
    expect(compare(one, { browser: outcome }, now)).toBeUndefined();
    expect(compare(one, { browser: outcomeOf(() => 'made up') }, now)).toBeDefined();
  }
});

test('a disagreement says in which way the browser differs', () => {
  const stored = expected(plain, now).outcome;
  expect(found(plain, nothing).deviations).toEqual({ browser: 'returns nothing' });
  expect(found(plain, { ...stored, root: 'a=c', directory: 'a=c' }).deviations).toEqual({ browser: 'returns another text' });
  expect(found(plain, { ...stored, 'child-host': 'a=b' }).deviations).toEqual({ browser: 'returns it elsewhere' });
  const refused = { ...plain, attributes: ['Domain=other.test'] };
  expect(found(refused, stored).deviations).toEqual({ browser: 'returns what should not be there' });
});

test('groups hold one cause each, smallest header first', () => {
  const long = { ...plain, name: 'abc' };
  const [only, ...others] = group([found(long, nothing), found(plain, nothing)]);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ count: 2, examples: [{ one: plain }, { one: long }] });
});

test('shrinking keeps the cause and drops what it does not need', async () => {
  const big: FuzzCase = { ...plain, name: 'abc', value: 'x', attributes: [' Path=/', ' Secure', ' HttpOnly'] };
  // A browser that loses every HttpOnly cookie.
  const lose = (one: FuzzCase): Disagreement | undefined =>
    one.attributes.some((text) => text.trim().toLowerCase() === 'httponly') ? compare(one, { browser: nothing }, now) : undefined;
  const start = found(big, nothing);
  const [shrunk] = await shrinkAll([start], (cases) => Promise.resolve(cases.map(lose)));
  expect(shrunk?.one).toMatchObject({ name: 'a', value: 'b', attributes: [' HttpOnly'] });
  expect(shrunk && causeOf(shrunk)).toBe(causeOf(start));
});
