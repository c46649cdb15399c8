import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { CookieJar } from 'tough-cookie';
import { dial, exchange } from '../../servers/test-client.ts';
import { startWorld } from '../../servers/world.ts';
import type { Browser, Tab } from '../browsers/port.ts';
import type { CookieCase } from './cookie-case.ts';
import { takeCase, type Traveller } from './take-case.ts';

const world = await startWorld();
afterAll(() => world.close());

/** How the browser of a test differs from one that does everything right. */
interface Habits {
  forgets?: boolean;
  /** Asks for something on its own before each typed address. */
  wanders?: number;
  /** Has nothing to do with answers whose head holds a NUL. */
  refusesNul?: boolean;
}

let jar: CookieJar;
let habits: Habits;
beforeEach(() => {
  jar = new CookieJar();
  habits = {};
});

/** Just enough of a browser: plain http through the proxy, a jar, redirects. */
async function visit(url: string, accept = 'text/html,*/*', hops = 0): Promise<void> {
  const cookie = jar.getCookieStringSync(url);
  const lines = [`GET ${url} HTTP/1.1`, `Host: ${new URL(url).host}`, `Accept: ${accept}`, 'Connection: close'];
  const answer = await exchange(dial(world.proxyUrl), cookie === '' ? lines : [...lines, `Cookie: ${cookie}`]);
  const [head = ''] = answer.split('\r\n\r\n', 1);
  if (habits.refusesNul === true && head.includes('\0')) return;
  for (const [, header = ''] of head.matchAll(/^set-cookie: (.*)$/gim)) jar.setCookieSync(header, url, { ignoreError: true });
  const next = /^location: (.*?)\r?$/im.exec(head)?.[1];
  if (next !== undefined && hops < 5) await visit(next, accept, hops + 1);
}

const tab = {
  async type(url: string) {
    if (habits.wanders !== undefined && habits.wanders-- > 0) await visit(url, '*/*', 5);
    void visit(url);
  },
} as Tab;

const browser = {
  gone: new AbortController().signal,
  forgetCookies: () => {
    if (habits.forgets !== false) jar.removeAllCookiesSync();
    return Promise.resolve();
  },
} as Browser;

const traveller: Traveller = { browser, world, tabs: [tab, tab] };
const home = 'http://home.a.test/';
const take = (setCookie: readonly string[], setAt = home, readAt = home): Promise<string | null> =>
  takeCase({ name: 'n', setAt, setCookie, readAt } satisfies CookieCase, traveller);

describe('the line that arrives is told', () => {
  test('at one address, on one host, and from host to host', async () => {
    expect(await take(['a=1', 'b={origin}ä'])).toBe('a=1; b={origin}ä');
    expect(await take(['a=1; Path=/x', 'b=2; Path=/y'], home, `${home}y`)).toBe('b=2');
    expect(await take(['a=1; Domain=a.test', 'b=2'], home, 'http://www.a.test:8000/')).toBe('a=1');
  });

  test('or that there is none', async () => {
    expect(await take(['a=1; Secure'])).toBeNull();
    expect(await take([])).toBeNull();
  });

  test('from case to case nothing is left', async () => {
    await take(['a=1']);
    expect(await take(['b=2'])).toBe('b=2');
  });
});

test('a browser that keeps its cookies is caught', async () => {
  habits = { forgets: false };
  await take(['a=1']);
  await expect(take(['b=2'])).rejects.toThrow('the browser kept a cookie of an earlier case: a=1');
});

test('a request of the browser’s own does not count; the case is taken again', async () => {
  habits = { wanders: 1 };
  expect(await take(['a=1'])).toBe('a=1');
});

test('an answer that the browser will not have leaves the question to be asked', async () => {
  habits = { refusesNul: true };
  expect(await take(['a=1\0'])).toBeNull();
});

test('a browser that goes elsewhere is not waited for', async () => {
  const upgrading = {
    async type(url: string) {
      await exchange(dial(world.proxyUrl), [`CONNECT ${new URL(url).hostname}:443 HTTP/1.1`, 'Host: x']);
    },
  } as Tab;
  const one = { name: 'n', setAt: home, setCookie: [], readAt: home };
  await expect(takeCase(one, { ...traveller, tabs: [upgrading, upgrading] })).rejects.toThrow(
    'the browser went elsewhere: instead of http://home.a.test/ it asked for CONNECT home.a.test:443',
  );
}, 10_000);
