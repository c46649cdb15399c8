import { describe, expect, test } from 'vitest';
import { simulate, type SimulatedJar } from '../../harness/catalogue/cookie-simulation.ts';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import type { Check } from '../../harness/model/check.ts';
import { visitLog } from '../../harness/model/journey.ts';
import { judge } from '../../harness/model/verdict.ts';
import { CookieJarModel } from '../../harness/oracles/cookie-jar/index.ts';
import { WireLog } from '../../servers/wire-log.ts';
import ageLimit from './age-limit.spec.ts';
import controlCharacters from './control-characters.spec.ts';
import count from './count.spec.ts';
import dates from './dates.spec.ts';
import eviction from './eviction.spec.ts';
import expiry from './expiry.spec.ts';
import headerLength from './header-length.spec.ts';
import lifetime from './lifetime.spec.ts';
import maxAge from './max-age.spec.ts';
import ordering from './ordering.spec.ts';
import size from './size.spec.ts';
import syntax from './syntax.spec.ts';

const model = (): SimulatedJar => new CookieJarModel();

/** The model behind something that changes what it is given, or what it gives; null keeps a string from it. */
function jarThat({
  takes = (line) => line,
  gives = (cookies) => cookies,
}: {
  takes?: (line: string) => string | null;
  gives?: (cookies: string | null) => string | null;
}): () => SimulatedJar {
  return () => {
    const jar = new CookieJarModel();
    return {
      set: (line, context) => jar.set(takes(line) ?? '', context),
      cookieHeader: (url, retrieval) => gives(jar.cookieHeader(url, retrieval)),
    };
  };
}

/** The cells of `check` by verdict, without the check's id. */
function cellsBy(verdict: string, check: Check, newJar: () => SimulatedJar): readonly string[] {
  return simulate(check, newJar)
    .filter((cell) => cell.verdict === verdict)
    .map(({ id }) => id.slice(check.id.length + 1));
}

const deviations = (check: Check, newJar: () => SimulatedJar): readonly string[] => cellsBy('deviates', check, newJar);

describe('a browser that is the model of RFC 10025', { timeout: 20_000 }, () => {
  test.each(
    [ordering, dates, maxAge, lifetime, syntax, controlCharacters, size, headerLength, count].map((check) => [check.id, check] as const),
  )('deviates nowhere in %s', (_, check) => {
    expect(deviations(check, model)).toEqual([]);
  });

  test('in cookies/expiry deviates where time should have passed, as it stands still', () => {
    expect(deviations(expiry, model)).toEqual(
      ['short-ends', 'short-by-script-ends', 'shortened-ends', 'ended-and-set-again-is-new'].flatMap((name) => [
        `${name}/http`,
        `${name}/script`,
      ]),
    );
  });

  test('in cookies/eviction shows nothing, as it evicts nothing', () => {
    expect(cellsBy('inconclusive', eviction, model)).toHaveLength(13);
  });
});

describe('a browser that departs from it', { timeout: 20_000 }, () => {
  test('is found where it gives an overwritten cookie a new creation time', () => {
    const found = deviations(
      ordering,
      jarThat({
        gives: (cookies) => (cookies === 'a=3; b=2' ? 'b=2; a=3' : cookies),
      }),
    );
    expect(found).toContain('http/overwrite-in-one-response');
    expect(found).toContain('script/overwrite-by-script');
    expect(found).not.toContain('http/overwrite-with-same-value');
  });

  test('is found where it sorts otherwise', () => {
    const backwards = jarThat({ gives: (cookies) => cookies?.split('; ').reverse().join('; ') ?? null });
    expect(deviations(ordering, backwards)).toEqual(
      expect.arrayContaining(['http/creation-of-many', 'http/path-longer-later', 'script/tossed-earlier']),
    );
  });

  test('is found where it knows no Expires, in the past alone', () => {
    const found = deviations(dates, jarThat({ takes: (line) => line.replace(/; Expires=.*/, '') }));
    expect(found).toContain('as-listed/imf-fixdate');
    expect(found).toContain('in-2033/number-before');
    expect(found).not.toContain('as-listed/iso-8601');
    expect(found).not.toContain('in-2033/imf-fixdate');
  });

  test('is found where it reads dates as JavaScript does', () => {
    const asJavaScript = (line: string): string =>
      line.replace(/Expires=(.*)/, (_, date: string) => {
        const moment = Date.parse(date);
        return `Expires=${Number.isNaN(moment) ? '' : new Date(moment).toUTCString()}`;
      });
    const found = deviations(dates, jarThat({ takes: asJavaScript }));
    expect(found).toEqual(expect.arrayContaining(['as-listed/iso-8601', 'as-listed/between-underscores', 'as-listed/day-31-of-november']));
    expect(found).not.toContain('as-listed/rfc850');
  });

  test('is found where it reads the number that a Max-Age begins with', () => {
    const asParseInt = (line: string): string =>
      line.replace(/Max-Age=([^;]*)/, (_, value: string) => `Max-Age=${String(parseInt(value, 10))}`);
    const found = deviations(maxAge, jarThat({ takes: asParseInt }));
    expect(found).toEqual(
      expect.arrayContaining(['nothing/zero-then-letters', 'past-expires/digits-then-letters', 'past-expires/plus-sign']),
    );
    expect(found).not.toContain('nothing/zero');
    expect(found).not.toContain('past-expires/positive');
  });

  test('is found where Expires goes before Max-Age', () => {
    const expiresFirst = (line: string): string => (line.includes('Expires=S') ? line.replace(/; Max-Age=[^;]*/, '') : line);
    const found = deviations(lifetime, jarThat({ takes: expiresFirst }));
    expect(found).toEqual(expect.arrayContaining(['http/max-age-then-past-expires', 'script/future-expires-then-max-age-zero']));
    expect(found).not.toContain('http/max-age-zero');
  });

  test('is found where it deletes more than the same identity', () => {
    const widely = (line: string): string => line.replace(/; (Path|Domain)=[^;]*/, '');
    expect(deviations(lifetime, jarThat({ takes: widely }))).toEqual(
      expect.arrayContaining(['http/delete-with-other-path', 'http/delete-with-domain', 'script/delete-with-other-path']),
    );
  });

  test('is found where it keeps strings apart by comma, minds quotes, or trims nothing', () => {
    const byComma = jarThat({ takes: (line) => line.split(',', 1)[0] ?? '' });
    expect(deviations(syntax, byComma)).toEqual(expect.arrayContaining(['http/comma-in-value', 'script/comma-and-space-between-pairs']));
    const unquoting = jarThat({ takes: (line) => line.replaceAll('"', '') });
    expect(deviations(syntax, unquoting)).toEqual(expect.arrayContaining(['http/quotes-around-value', 'script/quotes-around-name']));
    const decoding = jarThat({ takes: (line) => line.replace(/%41|%6E|%2D/g, decodeURIComponent) });
    expect(deviations(syntax, decoding)).toEqual([
      'http/percent-is-not-decoded',
      'http/percent-in-name-is-not-decoded',
      'http/attribute-percent-is-not-decoded',
      'script/percent-is-not-decoded',
      'script/percent-in-name-is-not-decoded',
      'script/attribute-percent-is-not-decoded',
    ]);
  });

  test('is found where it has no nameless cookies, knows attributes in one case only, or widens octets', () => {
    const named = jarThat({ takes: (line) => (/^[^;]*=/.test(line) ? line : line.replace(/^([^;]*)/, '$1=')) });
    expect(deviations(syntax, named)).toEqual(expect.arrayContaining(['http/pair-without-equals', 'script/nameless-called-Secure']));
    const oneCase = jarThat({ takes: (line) => line.replace(/max-age|MAX-AGE|mAx-aGe/, 'unknown') });
    expect(deviations(syntax, oneCase)).toEqual(expect.arrayContaining(['http/attribute-lower-case', 'script/attribute-mixed-case']));
    const latin1AsUtf8 = jarThat({ gives: (cookies) => cookies && Buffer.from(cookies, 'utf8').toString('latin1') });
    expect(deviations(syntax, latin1AsUtf8)).toEqual(
      expect.arrayContaining(['http/latin1-in-value', 'http/utf8-in-value', 'script/utf8-in-name']),
    );
  });

  test('is found where a control character ends the string, or is dropped', () => {
    const control = /[\x00-\x08\x0a-\x1f\x7f]/;
    const cutting = deviations(controlCharacters, jarThat({ takes: (line) => line.split(control, 1)[0] ?? '' }));
    expect(cutting).toEqual(expect.arrayContaining(['http/name/x00', 'http/value/x0d', 'http/attribute/x1f', 'script/value/x0a']));
    // One LF may end a header's line, a space may stand for NUL and CR, and a tab is no control character.
    for (const cell of ['http/value/x0a', 'http/attribute/x00', 'http/attribute/x0d', 'http/value/x09'])
      expect(cutting).not.toContain(cell);
    const dropping = deviations(controlCharacters, jarThat({ takes: (line) => line.replace(control, '') }));
    expect(dropping).toEqual(expect.arrayContaining(['http/value/x01', 'script/name/x7f', 'http/attribute/x0b', 'http/value/x0d']));
    expect(dropping).not.toContain('http/value/x09');
  });

  test('is found where it takes a tab for a control character', () => {
    const found = deviations(controlCharacters, jarThat({ takes: (line) => (line.includes('\t') ? null : line) }));
    expect(found).toEqual(['http', 'script', 'cookie-store'].flatMap((by) => (by === 'cookie-store' ? ['name', 'value'] : ['name', 'value', 'attribute']).map((part) => `${by}/${part}/x09`))); // prettier-ignore
  });

  test('is found where it takes other sizes', () => {
    const found = deviations(
      size,
      jarThat({
        takes: (line) => ((line.split(';', 1)[0] ?? '').length > 4000 ? null : line.replace(/0{1025}/, '0')),
        gives: (cookies) => cookies?.slice(0, 2000) ?? null,
      }),
    );
    expect(found).toEqual(
      expect.arrayContaining(['http/pair-of-value-4095', 'script/pair-of-halves-4096', 'cookie-store/pair-of-name-4095']),
    );
    expect(found).toEqual(expect.arrayContaining(['http/attribute-max-age-1025', 'script/attribute-max-age-1025']));
    expect(found).toContain('http/pair-of-value-3073');
    for (const cell of ['http/pair-of-value-4097', 'http/attribute-max-age-1024', 'http/attribute-path-asked-there-1025'])
      expect(found).not.toContain(cell);
  });

  test('is found where it reads the beginning of a long string alone', () => {
    const found = deviations(headerLength, jarThat({ takes: (line) => line.slice(0, 40_000) }));
    expect(found).toEqual(['http/64', 'http/128', 'http/256', 'script/64', 'script/128', 'script/256']);
  });

  test('is found where it keeps fewer cookies than it should', () => {
    const forty = jarThat({ gives: (cookies) => cookies?.split('; ').slice(-40).join('; ') ?? null });
    const found = deviations(count, forty);
    expect(found).toEqual(expect.arrayContaining(['http/host-50', 'script/domain-50', 'http/four-hosts-200-asked-at-last']));
    expect(found).not.toContain('http/after-a-sub-domain-set-400');
  });

  test('is found where it evicts in another order', () => {
    const newestGo = jarThat({ gives: (cookies) => cookies?.split('; ').slice(0, 150).join('; ') ?? null });
    expect(deviations(eviction, newestGo)).toContain('oldest-goes');
    const oldestGo = jarThat({ gives: (cookies) => cookies?.split('; ').slice(-150).join('; ') ?? null });
    const found = deviations(eviction, oldestGo);
    expect(found).toContain('Secure-stays');
    expect(found).not.toContain('oldest-goes');
    expect(found).not.toContain('persistent-goes-like-others');
  });
});

describe('lifetimes that cookieStore tells', () => {
  const values = { way: 'header-Max-Age', lifetime: '10-years' };
  const verdictFor = (listed: string, told: string): string => {
    const log = new WireLog();
    const arrival = fakeArrival(new URL('https://www.example.com/'), '/', [], 'POST', 0);
    log.report({ name: 'lifetimes', value: [{ read: listed }, { read: told }], arrival });
    return judge(ageLimit.read(values, visitLog(log, [])), ageLimit.expect(values)).kind;
  };
  const listed = 'header-Max-Age-1-day=1; header-Max-Age-10-years=1';
  const seconds = (days: number): string => JSON.stringify({ 'header-Max-Age-10-years': days * 86_400 - 2 });

  test.each([
    ['cut to 400 days', listed, seconds(400), 'conforms'],
    ['cut to a week, as any browser may', listed, seconds(7), 'conforms'],
    ['not cut', listed, seconds(3653), 'deviates'],
    ['told by no browser but one', listed, '{}', 'unsupported'],
    ['refused', 'header-Max-Age-1-day=1', '{}', 'deviates'],
    ['of cookies that are not stored at all', '', '{}', 'masked'],
  ])('%s', (_, pairs, told, verdict) => {
    expect(verdictFor(pairs, told)).toBe(verdict);
  });
});
