import { expect, test } from 'vitest';
import type { VisitLog } from '../model/journey.ts';
import { UserError } from '../user-error.ts';
import { attackNames } from '../catalogue/forgery.ts';
import { askers, forgedExpectations, planForged, readForged, type Asker, type ForgedAnswer, type ForgedPlan } from './forged-requests.ts';
import { forgedJson, forgedLines } from './forged-text.ts';

const plan = (header: string, url = 'https://www.bank.co.uk/'): ForgedPlan => planForged(header, url, 'https://www.hostile.co.uk/');

/** A visit of a browser that sends these cookies with each request, '' for none; undefined: it makes no such request. */
function visit(of: ForgedPlan, cookies: (asker: Asker) => string | undefined): ForgedAnswer {
  const arrivals = askers.flatMap((asker) => {
    const [cookie, { hostname, pathname }] = [cookies(asker), new URL(of.base + asker)];
    const arrival = { host: hostname, target: `${pathname}?amount=1`, headers: [] };
    const preflight = { ...arrival, method: 'OPTIONS' };
    return cookie === undefined
      ? [preflight]
      : [preflight, { ...arrival, method: 'GET', headers: cookie === '' ? [] : [['Cookie', cookie]] }];
  });
  return readForged(of, { arrivals } as unknown as VisitLog);
}

const both = 'originwatch-control=1; sid=1';
const control = 'originwatch-control=1';
const leaving: readonly Asker[] = ['typed', 'link-click', 'window-open', 'form-get'];

test.each([
  ['', 'has no name'],
  ['=1; Secure', 'has no name'],
  ['nonsense; Secure', 'has no name'],
  ['a=\u0001', 'it contains a control character (RFC 10025, 5.6 The Set-Cookie Header Field)'],
  [`a=${'1'.repeat(4096)}`, 'longer than 4096 octets'],
])('%j is no cookie, and the reason is one sentence', (header, why) => {
  expect(() => plan(header)).toThrow(UserError);
  expect(() => plan(header)).toThrow(why);
});

test('a hostile page is of another site', () => {
  expect(() => planForged('a=1', 'https://www.bank.co.uk/', 'https://other.bank.co.uk/')).toThrow(UserError);
});

test('what is asked for is where the cookie goes', () => {
  expect(plan('a=1').base).toBe('https://www.bank.co.uk/none/transfer/');
  expect(plan('a=1; Path=/account').base).toBe('https://www.bank.co.uk/account/none/transfer/');
  expect(plan('a=1', 'https://www.bank.co.uk/in/login?x#y').base).toBe('https://www.bank.co.uk/in/login/none/transfer/');
});

test('what is expected differs from one SameSite to the other', () => {
  const sentBy = (header: string): readonly string[] =>
    attackNames.filter((attack) => forgedExpectations(plan(header), attack).every(({ anyOf }) => anyOf.every((value) => value === 'sent')));
  expect(sentBy('sid=1; SameSite=None; Secure')).toEqual(attackNames);
  expect(sentBy('sid=1; SameSite=Lax')).toEqual(['link-click', 'window-open', 'form-get']);
  expect(sentBy('sid=1; SameSite=Strict')).toEqual([]);
  expect(forgedExpectations(plan('sid=1; SameSite=Strict'), 'typed').map(({ anyOf }) => anyOf)).toEqual([['sent'], ['sent']]);
});

test('what a browser does is judged request by request', () => {
  const lax = plan('sid=1; SameSite=Lax');
  const lawful = visit(lax, (asker) => (leaving.includes(asker) ? both : control));
  expect(lawful['link-click']).toEqual({ seen: 'sent', verdict: 'conforms' });
  expect(lawful.img).toEqual({ seen: 'withheld', verdict: 'conforms' });
  const lawless = visit(lax, () => both);
  expect(lawless['form-post']).toEqual({ seen: 'sent', verdict: 'deviates' });
  const closed = visit(lax, (asker) => (leaving.includes(asker) ? both : ''));
  expect([closed.img.verdict, closed['form-post'].verdict]).toEqual(['masked', 'conforms']);
  const lazy = visit(lax, (asker) => (asker === 'websocket' ? undefined : control));
  expect(lazy.websocket).toMatchObject({ seen: 'no-request', verdict: 'inconclusive' });
});

test('a cookie that was never stored needs no other explanation for staying away', () => {
  const refused = visit(plan('sid=1; SameSite=None'), () => '');
  expect(refused.img).toEqual({ seen: 'withheld', verdict: 'conforms' });
  expect(visit(plan('sid=1; SameSite=Strict'), () => '').typed.verdict).toBe('deviates');
});

test('the table tells each browser’s requests beside what is expected, and counts those of the hostile page', () => {
  const lax = plan('sid=1; SameSite=Lax');
  const answers = {
    one: visit(lax, (asker) => (leaving.includes(asker) ? both : control)),
    two: visit(lax, () => both),
    three: visit(lax, (asker) => (leaving.includes(asker) ? both : '')),
  };
  const lines = forgedLines(lax, answers);
  for (const line of [
    '                  expected  one      two       three',
    'typed             sent      sent     sent      sent',
    'form-post         -         -        sent ≠    -',
    'img               -         -        sent ≠    - ?',
    'carried                     3 of 14  14 of 14  3 of 14',
    'three: no third-party cookie at all goes with such a request, not even one that no SameSite rule keeps back',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.filter((line) => line.startsWith('three: '))).toHaveLength(1);
  expect(forgedLines(plan('sid=1; SameSite=None'), {})).toContain(
    'Not stored: SameSite=None asks for Secure (RFC 10025, 5.7 Storage Model).',
  );
});

test('programs get the same facts', () => {
  const lax = plan('sid=1; SameSite=Lax');
  expect(forgedJson(lax, { one: visit(lax, () => both) })).toMatchObject({
    setCookie: 'sid=1; SameSite=Lax',
    from: 'https://www.hostile.co.uk',
    expected: { typed: [{ value: 'sent' }, {}], img: [{ authority: 'RFC 10025', value: 'withheld' }, {}] },
    browsers: { one: { img: { seen: 'sent', verdict: 'deviates' } } },
  });
});
