import { expect, test } from 'vitest';
import type { Answer, Arrival, PageReport } from '../../servers/wire-log.ts';
import { fakeArrival } from '../engine/fake-browser.ts';
import { examineVisit, type RestingCell } from './index.ts';
import { visitLog } from '../model/journey.ts';
import { WireLog } from '../../servers/wire-log.ts';
import type { InvariantId, InvariantResult } from '../model/invariants.ts';

/** A visit written down in order. */
class Diary {
  readonly log = new WireLog();
  #seq = 0;

  /** A request, and what it was answered. */
  arrive(url: string, headers: Readonly<Record<string, string>> = {}, answer: Omit<Partial<Answer>, 'arrival'> = {}): Arrival {
    const at = new URL(url);
    const arrival = fakeArrival(at, at.pathname + at.search, Object.entries(headers), 'GET', this.#seq++);
    this.log.record(arrival);
    this.log.answer({ arrival, headers: [], ...answer });
    return arrival;
  }

  set(url: string, ...cookies: readonly string[]): Arrival {
    return this.arrive(url, {}, { headers: cookies.map((cookie) => ['Set-Cookie', cookie]) });
  }

  report(url: string, value: unknown): PageReport {
    const report = { name: 'said', value, arrival: fakeArrival(new URL(url), '/.ow/report', [], 'POST', this.#seq++) };
    this.log.report(report);
    return report;
  }

  examine(id: InvariantId, cells: readonly RestingCell[] = [], direct = false): Omit<InvariantResult, 'id'> {
    const { examined = 0, broken = [] } = examineVisit(visitLog(this.log, []), cells, direct).find((one) => one.id === id) ?? {};
    return { examined, broken };
  }

  /** How often an invariant was looked at and broken. */
  counts(id: InvariantId): readonly [examined: number, broken: number] {
    const { examined, broken } = this.examine(id);
    return [examined, broken.length];
  }
}

const written = (write: (diary: Diary) => void): Diary => {
  const diary = new Diary();
  write(diary);
  return diary;
};

const here = 'https://www.a.co.uk/';
const plain = 'http://www.a.co.uk:8080/';
const elsewhere = 'https://www.b.co.uk/';

test('a Secure cookie over http breaks an invariant, and over https none', () => {
  const visit = (url: string, ...cookies: readonly string[]): readonly [number, number] =>
    written((diary) => {
      diary.set(here, ...cookies);
      diary.arrive(url, { cookie: 'a=1; n=v' });
    }).counts('secure');
  expect(visit(plain, 'n=v; Secure')).toEqual([1, 1]);
  expect(visit(here, 'n=v; Secure')).toEqual([0, 0]);
  expect(visit(plain, 'n=w; Secure')).toEqual([1, 0]);
  // The same pair without Secure may be what came back, however it stands in its line.
  expect(visit(plain, 'n=v; Secure', 'n=v')).toEqual([0, 0]);

  expect(visit('http://www.c.co.uk:8080/', 'n=v; Secure')).toEqual([0, 0]);
});

test('a cookie with a Domain is known at other hosts; one that a script may have set is not', () => {
  const wide = written((diary) => {
    diary.set(here, 'n=v; Secure; Domain=a.co.uk');
    diary.arrive('http://a.co.uk:8080/', { cookie: 'n=v' });
  });
  expect(wide.counts('secure')).toEqual([1, 1]);
  const scripted = written((diary) => {
    diary.set(here, 'n=v; Secure');
    diary.arrive(plain, {}, { given: { acts: [{ do: 'assign', cookie: 'n=v; Path=/' }] } });
    diary.arrive(plain, { cookie: 'n=v' });
  });
  expect(scripted.counts('secure')).toEqual([0, 0]);
});

test.each(['localhost', 'localhost.', 'app.localhost', '127.0.0.1', '[::1]'])('%s may have Secure cookies without TLS', (host) => {
  const diary = written((one) => {
    one.set(`https://${host}/`, 'n=v; Secure');
    one.arrive(`http://${host}/`, { cookie: 'n=v' });
  });
  expect(diary.counts('secure')).toEqual([0, 0]);
});

test('a Strict cookie on a request of another site’s document breaks an invariant', () => {
  const visit = (headers: Readonly<Record<string, string>>): readonly [number, number] =>
    written((diary) => {
      diary.set(here, 'n=v; SameSite=Strict');
      diary.arrive(`${here}x`, { cookie: 'n=v', ...headers });
    }).counts('strict');
  expect(visit({ referer: elsewhere })).toEqual([1, 1]);
  expect(visit({ origin: 'https://www.b.co.uk', 'sec-fetch-site': 'cross-site' })).toEqual([1, 1]);
  expect(visit({ referer: 'http://www.a.co.uk/', 'sec-fetch-site': 'same-site' })).toEqual([1, 1]);
  expect(visit({ referer: 'https://sub.a.co.uk/' })).toEqual([0, 0]);
  expect(visit({ origin: 'null' })).toEqual([0, 0]);
  // A style sheet of another site in a document of this one.
  expect(visit({ referer: elsewhere, 'sec-fetch-site': 'same-origin' })).toEqual([0, 0]);
});

test('a repeated address may be a reload, on which the authorities disagree', () => {
  const diary = written((one) => {
    one.set(here, 'n=v; SameSite=Strict');
    one.arrive(`${here}x`, { referer: elsewhere });
    one.arrive(`${here}x`, { referer: elsewhere, cookie: 'n=v' });
  });
  expect(diary.counts('strict')).toEqual([1, 0]);
});

test('a __Host- cookie at a neighbour breaks an invariant', () => {
  const visit = (...cookies: readonly string[]): readonly [number, number] =>
    written((diary) => {
      diary.set(here, ...cookies);
      diary.arrive('https://a.co.uk/', { cookie: '__Host-n=v' });
      diary.arrive(here, { cookie: '__Host-n=v' });
    }).counts('host-prefix');
  expect(visit('__Host-n=v; Secure; Path=/; Domain=a.co.uk')).toEqual([1, 1]);
  expect(visit('=__Host-n=v; Domain=a.co.uk')).toEqual([1, 1]);
  expect(visit('n=v; Domain=a.co.uk')).toEqual([0, 0]);
});

test('an HttpOnly cookie that a page read breaks an invariant', () => {
  const visit = (read: string, at = 'https://www.a.co.uk', ...more: readonly string[]): readonly [number, number] =>
    written((diary) => {
      diary.set(here, 'n=v; HttpOnly', 'm=w', ...more);
      diary.report(elsewhere, { one: [{ read, at }] });
    }).counts('http-only');
  expect(visit('m=w; n=v')).toEqual([1, 1]);
  expect(visit('m=w')).toEqual([1, 0]);
  expect(visit('n=v', 'null')).toEqual([0, 0]);
  expect(visit('n=v', 'https://www.b.co.uk')).toEqual([0, 0]);
  expect(visit('n=v', 'https://www.a.co.uk', 'n=v')).toEqual([0, 0]);
});

test('cookieStore’s word counts, and a long value wherever it stands', () => {
  const listed = written((diary) => {
    diary.set(here, 'n=v; HttpOnly');
    diary.report(here, { cookies: [{ name: 'n', value: 'v' }] });
  });
  expect(listed.counts('http-only')).toEqual([1, 1]);
  const secret = 's%3A0123456789abcdef';
  const told = written((diary) => {
    diary.set(here, `sid=${secret}; HttpOnly`);
    diary.report(here, { text: `it is ${secret}!` });
  });
  expect(told.counts('http-only')).toEqual([1, 1]);
  const given = written((diary) => {
    diary.set(here, `sid=${secret}; HttpOnly`);
    diary.arrive(here, {}, { given: { text: secret } });
    diary.report(here, { text: secret });
  });
  expect(given.counts('http-only')).toEqual([0, 0]);
});

test('a readable answer of another origin breaks an invariant unless it permits that', () => {
  const visit = (at: string, headers: Answer['headers'], readable: boolean): readonly [number, number] =>
    written((diary) => {
      diary.arrive(`${at}embedded`, {}, { headers });
      diary.report(here, { '/embedded': { used: true, readable } });
    }).counts('opaque-body');
  expect(visit(elsewhere, [], true)).toEqual([1, 1]);
  expect(visit(elsewhere, [], false)).toEqual([1, 0]);
  expect(visit(here, [], true)).toEqual([0, 0]);
  expect(visit(elsewhere, [['Access-Control-Allow-Origin', '*']], true)).toEqual([0, 0]);
  expect(visit(here, [['Location', `${elsewhere}end`]], true)).toEqual([0, 0]);
  const redirected = written((diary) => {
    diary.arrive(`${here}embedded`, {}, { headers: [['Location', `${elsewhere}end`]] });
    diary.arrive(`${elsewhere}end`);
    diary.report(here, { '/embedded': { readable: true } });
  });
  expect(redirected.counts('opaque-body')).toEqual([1, 1]);
});

test('a request that goes round the proxy breaks an invariant, but where the check wants it so', () => {
  const diary = new Diary();
  const arrival = diary.arrive(here);
  diary.log.record({ ...arrival, connection: { ...arrival.connection, lane: 'direct' } });
  expect(diary.counts('within-world')).toEqual([2, 1]);
  expect(diary.examine('within-world', [], true).broken).toEqual([]);
});

test('a broken invariant belongs to the cells that rest on its arrivals, those that deviate first', () => {
  const diary = new Diary();
  const set = diary.set(here, 'n=v; Secure');
  const over = diary.arrive(plain, { cookie: 'n=v' });
  const cell = (id: string, deviates: boolean, ...arrivals: readonly Arrival[]): RestingCell => ({
    id,
    deviates,
    arrivals: new Set(arrivals.map(({ seq }) => seq)),
  });
  const belongs = (...cells: readonly RestingCell[]): unknown => {
    const [one] = diary.examine('secure', cells).broken;
    return { cells: one?.cells, noticed: one?.noticed };
  };
  expect(belongs(cell('a', false, set, over), cell('b', true, over), cell('c', true, set))).toEqual({ cells: ['b'], noticed: true });
  expect(belongs(cell('a', false, over), cell('b', true))).toEqual({ cells: ['a'], noticed: false });
  expect(belongs(cell('a', false, set), cell('b', false))).toEqual({ cells: ['a'], noticed: false });
  expect(belongs(cell('a', false), cell('b', false))).toEqual({ cells: ['a', 'b'], noticed: false });
  expect(diary.examine('secure').broken[0]?.arrivals).toEqual([
    '0 GET https://www.a.co.uk/',
    '1 GET http://www.a.co.uk:8080/ (cookie: n=v)',
  ]);
});
