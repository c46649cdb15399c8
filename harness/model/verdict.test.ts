import { expect, test } from 'vitest';
import { clause, expectation, fetchStandard, rfc10025 } from './authority.ts';
import { judge } from './verdict.ts';

const rfc = rfc10025('5.8.3', 'Retrieval Algorithm');
const fetch = fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header');
const both = [expectation(rfc, 'sent'), expectation(fetch, 'withheld')];

test('all authorities content: conforms; none: deviates', () => {
  expect(judge({ seen: 'sent' }, [expectation(rfc, 'sent'), expectation(fetch, 'sent')])).toEqual({ kind: 'conforms' });
  expect(judge({ seen: 'other' }, both)).toEqual({ kind: 'deviates' });
});

test('a conflict says with whom it agrees, each authority once', () => {
  expect(judge({ seen: 'sent' }, both)).toEqual({ kind: 'conflict', reason: 'agrees with RFC 10025, not with Fetch' });
  const third = expectation(clause('Fetch', 'elsewhere', 'https://example.org'), 'withheld');
  expect(judge({ seen: 'sent' }, [...both, third]).reason).toBe('agrees with RFC 10025, not with Fetch');
});

test('an authority that leaves a choice is content with any of it', () => {
  const either = [expectation(rfc, 'sent', 'withheld')];
  expect(judge({ seen: 'withheld' }, either).kind).toBe('conforms');
  expect(judge({ seen: 'no-request' }, either).kind).toBe('deviates');
});

test('no authority: unspecified, whatever was seen', () => {
  expect(judge({ seen: 'anything' }, [])).toEqual({ kind: 'unspecified' });
});

test('what cannot be judged is not judged, even where it would conform', () => {
  const sent = [expectation(rfc, 'sent')];
  expect(judge({ seen: 'sent', masked: 'why' }, sent)).toEqual({ kind: 'masked', reason: 'why' });
  expect(judge({ seen: 'sent', inconclusive: 'why' }, sent)).toEqual({ kind: 'inconclusive', reason: 'why' });
  expect(judge({ unobserved: 'why' }, sent)).toEqual({ kind: 'inconclusive', reason: 'why' });
  expect(judge({ unsupported: 'why' }, sent)).toEqual({ kind: 'unsupported', reason: 'why' });
});

test('observations are compared by content, not by the order of their keys', () => {
  expect(judge({ seen: { a: 1, b: null } }, [expectation(rfc, { b: null, a: 1 })]).kind).toBe('conforms');
  expect(judge({ seen: { a: 1, b: 2 } }, [expectation(rfc, { b: null, a: 1 })]).kind).toBe('deviates');
});
