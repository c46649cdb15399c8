import { expect, test } from 'vitest';
import type { VerdictKind } from '../model/verdict.ts';
import type { Claim, ClaimCell } from './claim.ts';
import { claimTopics } from './index.ts';
import { judgeClaim, type Standing } from './judge-claim.ts';
import { cellPattern } from '../model/cell-pattern.ts';

const cell = (path: string, observed: string, verdict: VerdictKind = 'conforms', reason: string | null = null): ClaimCell => {
  const [trigger = '', attribute = ''] = path.split('/');
  return { id: `cookies/sample/${path}`, axes: { trigger, attribute }, observed, verdict, reason };
};
const claim: Claim = {
  id: 'CK-4',
  sentence: 'A sentence.',
  conditions: [
    { where: 'it is Strict', cells: ['cookies/sample/*/Strict'], shows: /^withheld$/ },
    { where: 'it is Lax', cells: ['cookies/sample/*/Lax'], shows: /^withheld$/ },
  ],
};
const judged = (cells: readonly ClaimCell[], one: Claim = claim): Standing =>
  judgeClaim(one, (check) => (check === 'cookies/sample' ? cells : []));

test('holds when every judged cell bears it out, and says nothing of those that could not be judged', () => {
  const standing = judged([cell('img/Strict', 'withheld'), cell('img/Lax', 'withheld'), cell('link/Lax', 'sent', 'masked', 'why')]);
  expect(standing).toMatchObject({ kind: 'holds', because: '' });
  expect(standing.findings[1]).toMatchObject({
    supporting: [{ id: 'cookies/sample/img/Lax' }],
    against: [],
    unjudged: [{ reason: 'why' }],
  });
});

test('does not hold when every judged cell speaks against it', () => {
  expect(judged([cell('img/Strict', 'sent', 'deviates'), cell('img/Lax', 'sent', 'conflict')])).toMatchObject({ kind: 'does not hold' });
});

test('depends, and says on which condition', () => {
  expect(judged([cell('img/Strict', 'withheld'), cell('img/Lax', 'sent')])).toMatchObject({
    kind: 'depends',
    findings: [
      { where: 'it is Strict', kind: 'holds' },
      { where: 'it is Lax', kind: 'does not hold' },
    ],
  });
});

test('a run that asks about some conditions only says so', () => {
  const because = 'as far as this run goes: it asks about 1 of 2 conditions';
  expect(judged([cell('img/Strict', 'withheld')])).toMatchObject({ kind: 'holds', because });
});

test('within one condition it names the axis that decides, else the exceptions, else their number', () => {
  const byTrigger = judged([cell('img/Lax', 'withheld'), cell('script/Lax', 'withheld'), cell('link/Lax', 'sent')]);
  expect(byTrigger.findings[0]?.split).toBe('holds for trigger img and script, not for link');
  const both = { ...claim, conditions: [{ where: 'any', cells: ['cookies/sample/**'], shows: /^withheld$/ }] };
  const mixed = [cell('img/Lax', 'withheld'), cell('img/Strict', 'sent'), cell('link/Lax', 'sent'), cell('link/Strict', 'withheld')];
  expect(judged(mixed, both).findings[0]?.split).toBe(
    'holds in 2 of 4 cells, not in cookies/sample/img/Strict and cookies/sample/link/Lax',
  );
});

test('an authority decides where the claim leaves it to one, and counts only where it speaks', () => {
  const byClause: Claim = { ...claim, conditions: [{ where: 'any', cells: ['cookies/sample/**'], shows: 'conforms' }] };
  expect(judged([cell('a/b', 'x'), cell('c/d', 'y', 'unspecified')], byClause)).toMatchObject({ kind: 'holds' });
  expect(judged([cell('a/b', 'x'), cell('c/d', 'y', 'deviates')], byClause)).toMatchObject({ kind: 'depends' });
});

test('an observation that says nothing does not count', () => {
  const [first] = claim.conditions;
  if (first === undefined) throw new Error('the claim has no condition');
  const asked: Claim = { ...claim, conditions: [{ ...first, silent: /^needless$/ }] };
  expect(judged([cell('img/Strict', 'withheld'), cell('link/Strict', 'needless')], asked)).toMatchObject({ kind: 'holds' });
});

test('says why nothing was observed, or that nothing asks', () => {
  const hidden = [cell('img/Lax', 'withheld', 'masked', 'no third-party cookie at all'), cell('a/Lax', '', 'unsupported', 'another')];
  expect(judged([...hidden, cell('b/Lax', 'withheld', 'masked', 'no third-party cookie at all')])).toMatchObject({
    kind: 'not observable',
    because: 'no third-party cookie at all',
  });
  expect(judged([])).toMatchObject({ kind: 'not tested yet' });
  expect(judged([], { ...claim, unobservable: 'a timer' })).toMatchObject({ kind: 'not observable', because: 'a timer' });
});

test('a pattern takes parts, runs of characters, and alternatives, and nothing else', () => {
  const { check, matches } = cellPattern('cookies/sample/{img,link-*}/**');
  expect(check).toBe('cookies/sample');
  expect(['img/a', 'link-blank/a/b'].every((path) => matches(`cookies/sample/${path}`))).toBe(true);
  expect(['link/a', 'img', 'ximg/a'].some((path) => matches(`cookies/sample/${path}`))).toBe(false);
  expect(() => cellPattern('cookies/*/a')).toThrow('does not begin with a check’s id');
});

test('every claim has an id of its own, a sentence, and patterns that can be read', () => {
  const claims = claimTopics.flatMap(({ claims: ofTopic }) => ofTopic);
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  expect(claims).toHaveLength(53);
  for (const { sentence, conditions } of claims) {
    expect(sentence).toMatch(/^\S.*\.$/);
    for (const { cells } of conditions) for (const pattern of cells) cellPattern(pattern);
  }
});
