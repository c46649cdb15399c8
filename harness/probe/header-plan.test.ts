import { expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import { clauseText, expectationsOf, planHeader } from './header-plan.ts';

const plan = (header: string, url = 'https://www.a.test/dir/', from = 'https://b.test/'): ReturnType<typeof planHeader> =>
  planHeader(header, url, from);

test('the pages that ask stand on three origins', () => {
  expect(plan('a=1').pages).toEqual({
    'same-origin': 'https://www.a.test',
    'same-site': 'https://other.a.test',
    'cross-site': 'https://b.test',
  });
  expect(plan('a=1', 'https://other.a.test:444/').pages['same-site']).toBe('https://sub.a.test:444');
  expect(plan('a=1', 'http://127.0.0.1/').pages['same-site']).toBe('http://127.0.0.1:8443');
  expect(plan('a=1', 'http://localhost:8443/').pages['same-site']).toBe('http://localhost:9443');
});

test('requests go where the header is set, or where the cookie belongs when that is elsewhere', () => {
  expect(plan('a=1').askAt).toBe('https://www.a.test/dir/');
  expect(plan('a=1; Path=/dir').askAt).toBe('https://www.a.test/dir/');
  expect(plan('a=1; Path=/other').askAt).toBe('https://www.a.test/other');
  expect(plan('a=1; SameSite=None').askAt).toBe('https://www.a.test/dir/');
});

test('the control is one that may be there at all', () => {
  expect(plan('a=1').control).toContain('Secure; SameSite=None');
  expect(plan('a=1', 'http://www.a.test/').control).not.toContain('Secure');
});

test.each([
  ['a=1; SameSite=None', 'SameSite=None asks for Secure (RFC 10025, 5.7 Storage Model)'],
  ['a=1; Max-Age=0', 'its lifetime is over as soon as it comes (RFC 10025, 5.7 Storage Model)'],
  ['a=\u0001', 'it contains a control character (RFC 10025, 5.6 The Set-Cookie Header Field)'],
])('%j is not stored, and the clause is named', (header, why) => {
  const { expected } = plan(header);
  expect(expected.cookie).toBeUndefined();
  expect(expected.notes.map(({ reason, clause }) => `${reason} (${clauseText(clause)})`)).toEqual([why]);
});

test('expectations are those of the request and the page', () => {
  const values = (header: string, ...request: [Parameters<typeof expectationsOf>[1], Parameters<typeof expectationsOf>[2]]): unknown =>
    expectationsOf(plan(header), ...request).map(({ anyOf }) => anyOf);
  expect(values('a=1; SameSite=Lax', 'cross-site', 'link')).toEqual([['sent'], ['sent']]);
  expect(values('a=1; SameSite=Lax', 'cross-site', 'img')).toEqual([['withheld'], ['withheld']]);
  expect(values('a=1; SameSite=Strict', 'same-site', 'form POST')).toEqual([['sent'], ['sent']]);
});

test('a page of the same site is none of another', () => {
  expect(() => plan('a=1', undefined, 'https://b.a.test/')).toThrow(UserError);
});
