import { describe, expect, test } from 'vitest';
import { fetchChoices, usualChoices } from './choices.ts';
import { parseSetCookie, type ParsedCookie } from './parse.ts';

const url = new URL('https://site.example/dir/page');
const now = new Date('2026-07-01T00:00:00Z');
const day = 86_400_000;

function parse(header: string, choices = usualChoices): ParsedCookie | { readonly reason: string } {
  return parseSetCookie(header, url, now, choices);
}

function pair(header: string): readonly [string, string] | string {
  const parsed = parse(header);
  return 'reason' in parsed ? parsed.reason : [parsed.name, parsed.value];
}

/** The cookie-attribute-list as `Name=value`. */
function attributes(header: string, choices = usualChoices): readonly string[] {
  const parsed = parse(header, choices);
  if ('reason' in parsed) throw new Error(parsed.reason);
  return parsed.attributes.map(({ name, value }) => `${name}=${value instanceof Date ? value.toISOString() : String(value)}`);
}

function notes(header: string): readonly string[] {
  const parsed = parse(header);
  return 'reason' in parsed ? [] : parsed.notes.map(({ reason, clause }) => `${reason} (${clause.section})`);
}

describe('RFC 10025, 5.6: name and value', () => {
  test.each([
    ['a=b', ['a', 'b']],
    ['a=b=c', ['a', 'b=c']],
    ['a', ['', 'a']],
    ['=a', ['', 'a']],
    ['=a=b', ['', 'a=b']],
    ['==a', ['', '=a']],
    ['a=', ['a', '']],
    ['=', ['', '']],
    ['', ['', '']],
    [' \t a b \t = \t c d \t ', ['a b', 'c d']],
    ['a="b c"', ['a', '"b c"']],
    ['a=b,c=d', ['a', 'b,c=d']],
    ['a=%3B%20', ['a', '%3B%20']],
    ['a=\xe9\xa0', ['a', '\xe9\xa0']],
    ['\xa0a=b\xa0', ['\xa0a', 'b\xa0']],
    ['a;b=c', ['', 'a']],
    [';a=b', ['', '']],
  ])('%j', (header, expected) => expect(pair(header)).toEqual(expected));

  test('step 1: any control character but the tab, anywhere', () => {
    const controls = [...Array(0x20).keys(), 0x7f].filter((code) => code !== 9).map((code) => String.fromCharCode(code));
    for (const control of controls) {
      for (const header of [`a${control}=b`, `a=b${control}`, `a=b; x=${control}`]) {
        expect(pair(header), JSON.stringify(header)).toBe('it contains a control character');
      }
    }
    expect(pair('a\tb=c\td')).toEqual(['a\tb', 'c\td']);
  });

  test('step 5: 4096 octets of name and value, white space around them not counted', () => {
    expect(pair(`${'n'.repeat(96)}= ${'v'.repeat(4000)} ; Path=/`)).toEqual(['n'.repeat(96), 'v'.repeat(4000)]);
    expect(pair(`n=${'v'.repeat(4096)}`)).toBe('name and value are longer than 4096 octets together');
    expect(pair('v'.repeat(4097))).toBe('name and value are longer than 4096 octets together');
  });
});

describe('RFC 10025, 5.6: attributes', () => {
  test('names in any case, white space around, empty and unknown ones', () => {
    expect(attributes('a=b;SECURE; \t httponly \t ;; =x; Path \t = \t /p \t ')).toEqual(['Secure=true', 'HttpOnly=true', 'Path=/p']);
    expect(attributes('a=b; Secure=false; HttpOnly=0')).toEqual(['Secure=true', 'HttpOnly=true']);
    expect(notes('a=b; Priority=High; Secure')).toEqual([
      'Priority is left out: the attribute is not known (5.6 The Set-Cookie Header Field)',
    ]);
  });

  test('step 6: a value of more than 1024 octets', () => {
    const path = `/${'p'.repeat(1023)}`;
    expect(attributes(`a=b; Path=/x; Path=${path}`)).toEqual(['Path=/x', `Path=${path}`]);
    expect(attributes(`a=b; Path=/x; Path=${path}p`)).toEqual(['Path=/x']);
    expect(attributes(`a=b; Secure=${path}p`)).toEqual([]);
    expect(notes(`a=b; Domain=${path}p`)).toEqual([
      'Domain is left out: its value is longer than 1024 octets (5.6 The Set-Cookie Header Field)',
    ]);
  });

  test('5.6.1: Expires', () => {
    expect(attributes('a=b; Expires=Sun, 06 Nov 1994 08:49:37 GMT')).toEqual(['Expires=1994-11-06T08:49:37.000Z']);
    expect(attributes('a=b; Expires=tomorrow')).toEqual([]);
    expect(notes('a=b; Expires=tomorrow')).toEqual(['Expires is left out: its date does not parse (5.6.1 The Expires Attribute)']);
    expect(attributes('a=b; Expires=Sun, 06 Nov 2039 08:49:37 GMT')).toEqual([
      `Expires=${new Date(now.getTime() + 400 * day).toISOString()}`,
    ]);
    expect(notes('a=b; Expires=Sun, 06 Nov 2039 08:49:37 GMT')).toEqual(['Expires is cut to 400 days (5.5 Cookie Lifetime Limits)']);
  });

  test.each([
    ['1', 1],
    ['0010', 10],
    ['34560000', 34_560_000],
    ['34560001', 34_560_000],
    ['9'.repeat(1000), 34_560_000],
  ])('5.6.2: Max-Age=%s', (value, seconds) => {
    expect(attributes(`a=b; Max-Age=${value}`)).toEqual([`Max-Age=${new Date(now.getTime() + seconds * 1000).toISOString()}`]);
  });

  test('5.6.2: what is no Max-Age, and what has passed', () => {
    for (const value of ['', '+1', '1.5', '1e3', '-', '--1', '1 0', '0x10', '1s', '"1"', 'ten', '\u0661']) {
      expect(attributes(`a=b; Max-Age=${value}`), value).toEqual([]);
    }
    for (const value of ['0', '-0', '-1', `-${'9'.repeat(1000)}`]) {
      expect(attributes(`a=b; Max-Age=${value}`), value).toEqual(['Max-Age=-271821-04-20T00:00:00.000Z']);
    }
  });

  test('5.6.3: Domain', () => {
    expect(attributes('a=b; Domain=Site.EXAMPLE; Domain=.site.example; Domain=..x; Domain=; Domain')).toEqual([
      'Domain=site.example',
      'Domain=site.example',
      'Domain=.x',
      'Domain=',
      'Domain=',
    ]);
  });

  test('5.6.4: a Path that is none becomes the default-path', () => {
    expect(attributes('a=b; Path=/x; Path=; Path=y; Path="/z"; Path')).toEqual(['Path=/x', ...Array<string>(4).fill('Path=/dir')]);
  });

  test('5.6.7: SameSite', () => {
    expect(attributes('a=b; SameSite=strict; SameSite=LAX; SameSite=None; SameSite=Other; SameSite')).toEqual([
      'SameSite=Strict',
      'SameSite=Lax',
      'SameSite=None',
      'SameSite=Default',
      'SameSite=Default',
    ]);
  });
});

describe('the layered draft, «Parse a Cookie»', () => {
  const layered = (header: string) => attributes(header, fetchChoices);

  test('a Path or SameSite that says nothing is passed over', () => {
    expect(layered('a=b; Path=/x; Path=y; Path')).toEqual(['Path=/x']);
    expect(layered('a=b; SameSite=Strict; SameSite=Other')).toEqual(['SameSite=Strict']);
  });

  test.each([
    ['Site.EXAMPLE', 'site.example'],
    ['.site.example', 'site.example'],
    ['..site.example', '.site.example'],
    ['%73ite.example', 'site.example'],
    ['0x7f.1', '127.0.0.1'],
    ['[2001:DB8:0::1]', '[2001:db8::1]'],
    ['', undefined],
    ['.', undefined],
    ['b\xc3\xbccher.example', undefined],
    ['site.example:80', undefined],
    ['user@site.example', undefined],
    ['site.example/', undefined],
    ['site .example', undefined],
    ['256.256.256.256', undefined],
  ])('Domain=%s is parsed as a host', (value, host) => expect(layered(`a=b; Domain=${value}`)).toEqual([`Domain=${String(host)}`]));
});
