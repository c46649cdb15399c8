import { expect, test } from 'vitest';
import type { VisitLog } from '../model/journey.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import { readHeader, type HeaderAnswer } from './header-answer.ts';
import { headerJson } from './header-json.ts';
import { planHeader, type HeaderPlan } from './header-plan.ts';
import { headerLines } from './header-text.ts';

const plan = planHeader('sid=1; SameSite=Lax', 'https://www.a.test/', 'https://b.test/');

/** A visit of a browser that sends these cookies with the requests whose marks match. */
function visit(of: HeaderPlan, cookies: (mark: string) => string | undefined, seen: unknown = {}): HeaderAnswer {
  const marks = ['typed', ...['same-origin', 'same-site', 'cross-site'].flatMap((origin) => ['link-click', 'form-post', 'iframe', 'img', 'fetch-include-cors'].map((name) => `${origin}.${name}`))]; // prettier-ignore
  const arrivals = marks.map((mark) => {
    const cookie = cookies(mark);
    return { host: new URL(of.askAt).hostname, target: `/?ow=${mark}`, headers: cookie === undefined ? [] : [['Cookie', cookie]] } as unknown as Arrival; // prettier-ignore
  });
  return readHeader(of, { arrivals, reported: () => seen } as unknown as VisitLog);
}

const both = 'originwatch-control=1; sid=1';
const control = 'originwatch-control=1';
const isLax = (mark: string): boolean => !/^cross-site\.(?!link)/.test(mark);

const conforming = visit(plan, (mark) => (isLax(mark) ? both : control), { cookies: [{ name: 'sid', expires: null }] });
const lawless = visit(plan, () => both, { cookies: [{ name: 'sid' }] });
const closed = visit(plan, (mark) => (isLax(mark) ? both : undefined), { failure: 'no cookieStore' });
const empty = visit(plan, () => control);

test('what a browser does is judged request by request', () => {
  expect(conforming.requests['cross-site'].img).toEqual({ seen: 'withheld', verdict: 'conforms' });
  expect(lawless.requests['cross-site'].img).toEqual({ seen: 'sent', verdict: 'deviates' });
  expect(closed.requests['cross-site'].img).toMatchObject({ seen: 'withheld', verdict: 'masked' });
  expect(closed.requests['cross-site']['form POST']).toEqual({ seen: 'withheld', verdict: 'conforms' });
  expect(empty.requests['same-origin'].link).toEqual({ seen: 'withheld', verdict: 'deviates' });
});

test('a cookie that was never stored needs no other explanation for being withheld', () => {
  const refused = planHeader('sid=1; SameSite=None', 'https://www.a.test/', 'https://b.test/');
  expect(visit(refused, () => undefined).requests['cross-site'].img).toEqual({ seen: 'withheld', verdict: 'conforms' });
});

test('the table marks what differs and says what cannot be told', () => {
  expect(headerLines(plan, { one: conforming, two: lawless, three: closed, four: empty })).toEqual([
    'Set-Cookie: sid=1; SameSite=Lax',
    'set at https://www.a.test/, asked for at https://www.a.test/ by pages of',
    '  https://www.a.test (same-origin)',
    '  https://other.a.test (same-site)',
    '  https://b.test (cross-site)',
    '',
    '                        expected  one      two             three           four',
    'stored                  yes       yes      yes             yes             no ≠',
    'lifetime                session   session  not observable  not observable  -',
    'same-origin  link       sent      sent     sent            sent            - ≠',
    '             form POST  sent      sent     sent            sent            - ≠',
    '             iframe     sent      sent     sent            sent            - ≠',
    '             img        sent      sent     sent            sent            - ≠',
    '             fetch      sent      sent     sent            sent            - ≠',
    'same-site    link       sent      sent     sent            sent            - ≠',
    '             form POST  sent      sent     sent            sent            - ≠',
    '             iframe     sent      sent     sent            sent            - ≠',
    '             img        sent      sent     sent            sent            - ≠',
    '             fetch      sent      sent     sent            sent            - ≠',
    'cross-site   link       sent      sent     sent            sent            - ≠',
    '             form POST  -         -        sent ≠          -               -',
    '             iframe     -         -        sent ≠          - ?             -',
    '             img        -         -        sent ≠          - ?             -',
    '             fetch      -         -        sent ≠          - ?             -',
    '',
    '≠ no authority expects this',
    '? cannot be judged',
    'two: its cookieStore does not tell lifetimes',
    'three: no cookieStore',
    'three: no third-party cookie at all goes with such a request, not even one that no SameSite rule keeps back',
  ]);
});

test('lifetimes are compared with what is expected', () => {
  const lasting = planHeader('sid=1; Max-Age=3600', 'https://www.a.test/', 'https://b.test/');
  const line = (expires: number | null): string =>
    headerLines(lasting, { one: visit(lasting, () => both, { cookies: [{ name: 'sid', expires }] }) }).find((text) => text.startsWith('lifetime')) ?? ''; // prettier-ignore
  expect(line(Date.now() + 3_600_000)).toMatch(/^lifetime +\S+ \S+ UTC +\S+ \S+ UTC$/);
  expect(line(Date.now() + 7_200_000)).toMatch(/ UTC ≠$/);
  expect(line(null)).toMatch(/session ≠$/);
});

test('programs get the same facts', () => {
  expect(headerJson(plan, { one: conforming })).toMatchObject({
    setCookie: 'sid=1; SameSite=Lax',
    expected: {
      stored: true,
      lifetime: 'session',
      requests: { 'cross-site': { img: [{ authority: 'RFC 10025', value: 'withheld' }, {}] } },
    },
    browsers: {
      one: {
        stored: true,
        sentAs: 'sid=1',
        lifetime: 'session',
        requests: { 'cross-site': { img: { seen: 'withheld', verdict: 'conforms' } } },
      },
    },
  });
});
