import { describe, expect, it } from 'vitest';
import { rfc10025 } from '../model/authority.ts';
import { perVisit, sideBySide } from '../model/axes.ts';
import type { Check } from '../model/check.ts';
import { CookieJarModel, octets } from '../oracles/cookie-jar/index.ts';
import type { CookieCase } from './cookie-case.ts';
import { cookieCases, cookieText } from './cookie-cases.ts';
import { simulate, type SimulatedJar } from './cookie-simulation.ts';

const http = { scheme: 'http' } as const;
const cases = {
  plain: { set: [{ set: ['a=b'] }] },
  refused: { set: [{ ...http, set: ['a=b; Secure'] }] },
  overlaid: { set: [{ set: ['a=b; Secure'] }, { ...http, set: ['a=c'] }] },
  hidden: { set: [{ set: ['a=b; HttpOnly', 'c=d'] }], ask: { via: 'script' } },
  script: { set: [{ via: 'script', path: '/dir/page', set: ['a=ü'] }], ask: { path: '/dir/' } },
  store: { set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'a', value: 'b' })] }], ask: { via: 'cookie-store' } },
  'store-refuses': { set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'a', value: 'b', path: 'dir' })] }] },
  'store-deletes': { set: [{ set: ['a=b; Secure'] }, { via: 'cookie-store', set: [JSON.stringify({ name: 'a' })] }] },
  domain: { set: [{ host: 'www', set: ['a=b; Domain={HOST}'] }], ask: { host: 'sub' } },
  redirect: { set: [{ path: '/dir/from', set: ['a=b'], redirects: true }, { set: ['c=d'] }], ask: { path: '/dir/' } },
  socket: { set: [{ set: ['a=b; Secure'] }], ask: { ...http, via: 'websocket' } },
  abroad: { set: [{ at: 'p-{id}.github.io', set: ['a{id}=b; Domain=github.io', 'c{id}=d'] }], ask: { at: 'p-{id}.github.io' } },
  delayed: { set: [{ set: ['a=b; Max-Age=1', 'c=d'] }, { path: '/later', delayMs: 2000, set: [] }] },
  port: { set: [{ otherPort: true, set: ['a=b'] }] },
  many: { set: [{ set: Array.from({ length: 60 }, (_, index) => `c${String(index)}=v`) }], ownDomain: true },
} as const satisfies Readonly<Record<string, CookieCase>>;
type Case = keyof typeof cases;
const names = Object.keys(cases) as Case[];

const clause = rfc10025('5.7', 'Storage Model');
const check = cookieCases({
  id: 'cookies/sample',
  title: 'A sample',
  clauses: [],
  axes: { case: sideBySide(names) },
  caseOf: ({ case: name }) => cases[name],
  clause,
}) as unknown as Check;

const jarThat = (change: (line: string) => string) => (): SimulatedJar => {
  const jar = new CookieJarModel();
  return {
    set: (line, context) => jar.set(change(line), context),
    cookieHeader: (url, retrieval) => jar.cookieHeader(url, retrieval),
  };
};

function verdicts(cells: ReturnType<typeof simulate>): Readonly<Record<string, string>> {
  return Object.fromEntries(cells.map(({ id, verdict }) => [id.slice(check.id.length + 1), verdict]));
}

describe('a browser that is the model', () => {
  const cells = simulate(check, () => new CookieJarModel());

  it('conforms in every cell', () => {
    // Time stands still for it, so nothing ages.
    expect(verdicts(cells)).toEqual(Object.fromEntries(names.map((name) => [name, name === 'delayed' ? 'deviates' : 'conforms'])));
  });

  it('shows what it stored', () => {
    const seen = Object.fromEntries(cells.map(({ id, observed }) => [id.slice(check.id.length + 1), observed]));
    expect(seen).toMatchObject({
      plain: 'a=b',
      refused: 'none',
      overlaid: 'a=b',
      hidden: 'c=d',
      script: 'a=\\xc3\\xbc',
      store: 'a=b',
      'store-refuses': 'none',
      'store-deletes': 'none',
      domain: 'a=b',
      redirect: 'a=b; c=d',
      socket: 'none',
      abroad: 'c=d',
      port: 'a=b',
    });
  });

  it('knows what ages while an answer is held back', () => {
    expect(check.expect({ case: 'delayed' })[0]?.anyOf).toEqual(['c=d']);
  });
});

describe('a browser that departs', () => {
  it('deviates where it takes Secure for nothing', () => {
    const found = verdicts(
      simulate(
        check,
        jarThat((line) => line.replace(/; Secure/, '')),
      ),
    );
    expect(found).toMatchObject({ plain: 'conforms', refused: 'deviates', overlaid: 'deviates', socket: 'deviates' });
  });

  it('deviates where it takes HttpOnly and Domain for nothing', () => {
    const found = verdicts(
      simulate(
        check,
        jarThat((line) => line.replace(/; (HttpOnly|Domain=[^;]*)/, '')),
      ),
    );
    expect(found).toMatchObject({ hidden: 'deviates', domain: 'deviates', abroad: 'deviates', plain: 'conforms' });
  });

  it('is masked everywhere where it keeps no cookie at all', () => {
    const none = { set: new CookieJarModel().set.bind(new CookieJarModel()), cookieHeader: () => null };
    expect(new Set(Object.values(verdicts(simulate(check, () => none))))).toEqual(new Set(['masked']));
  });

  it('is unsupported where it has no cookieStore', () => {
    const found = verdicts(simulate(check, () => new CookieJarModel(), { cookieStore: true }));
    expect(found).toMatchObject({ plain: 'conforms', store: 'unsupported', 'store-deletes': 'unsupported' });
  });
});

describe('a busy machine', () => {
  const cellsWithout = (stop: number, lost: 'request' | 'answer'): ReturnType<typeof simulate> =>
    simulate(check, () => new CookieJarModel(), {
      connection: { lost, to: (address) => address.includes('case=') && address.endsWith(`stop=${String(stop)}`) },
    });
  const readings = (cells: ReturnType<typeof simulate>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(cells.map(({ id, observed, verdict }) => [id.slice(check.id.length + 1), [observed, verdict]]));

  it('leaves nothing to observe where a request found no connection, be it one that sets or one that asks', () => {
    expect(readings(cellsWithout(0, 'request'))).toMatchObject({ plain: [null, 'inconclusive'], redirect: [null, 'inconclusive'] });
    const asked = readings(cellsWithout(1, 'request'));
    expect(asked).toMatchObject({ plain: [null, 'inconclusive'], socket: [null, 'inconclusive'], script: [null, 'inconclusive'] });
    expect(cellsWithout(1, 'request')[0]?.reason).toBe('a request never arrived (TypeError)');
  });

  it('leaves nothing to observe where a document did not speak in time', () => {
    const [set, asked] = [readings(cellsWithout(0, 'answer')), readings(cellsWithout(1, 'answer'))];
    expect(set).toMatchObject({ script: [null, 'inconclusive'], store: [null, 'inconclusive'] });
    expect(asked).toMatchObject({ hidden: [null, 'inconclusive'], store: [null, 'inconclusive'] });
  });

  it('does not hide what a request carried whose answer was lost', () => {
    expect(readings(cellsWithout(1, 'answer'))).toMatchObject({ plain: ['a=b', 'conforms'], socket: ['none', 'conforms'] });
  });

  it('keeps apart an answer that the page did not get: a browser may have refused it', () => {
    expect(readings(cellsWithout(0, 'answer'))).toMatchObject({ plain: ['TypeError', 'inconclusive'] });
  });
});

it('per-visit axes lay out a visit each', () => {
  const perScheme = cookieCases({
    id: 'cookies/schemes',
    title: 'A sample',
    clauses: [],
    axes: { scheme: perVisit(['http', 'https']), case: sideBySide(['a', 'b']) },
    caseOf: ({ scheme, case: name }) => ({ set: [{ scheme, set: [`${name}=1; Secure`] }], ask: { scheme } }),
    clause,
  }) as unknown as Check;
  const cells = simulate(perScheme, () => new CookieJarModel());
  expect(cells.map(({ observed, verdict }) => [observed, verdict])).toEqual([
    ['none', 'conforms'],
    ['none', 'conforms'],
    ['a=1', 'conforms'],
    ['b=1', 'conforms'],
  ]);
});

describe('cookieText', () => {
  it.each([
    [null, 'none'],
    ['', 'none'],
    ['a=b; c=d', 'a=b; c=d'],
    [octets('ü\t'), '\\xc3\\xbc\\x09'],
    [' v ', '\\x20v\\x20'],
    [`n=${'v'.repeat(300)}`, `n=${'v'.repeat(38)}… (302 bytes)`],
  ])('%j reads as %s', (cookies, text) => {
    expect(cookieText(cookies)).toBe(text);
  });
});
