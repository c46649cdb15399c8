import { afterAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { exchange, secureTunnel } from '../test-client.ts';
import type { Stage } from '../stage.ts';
import { startWorld } from '../world.ts';
import { bank, openingBalance, type Books } from './bank.ts';
import { customHeader, defences, type DefenceName } from './defences.ts';
import { cookieSessions, expressSessions, tokenInCookie, tokenInHeader } from './sessions.ts';

const world = await startWorld();
let stage: Stage;
const secure = { secure: true } as const;

beforeEach(() => {
  stage = world.openStage();
  const keepers = {
    express: expressSessions({ name: 'express', ...secure }),
    cookie: cookieSessions({ name: 'cookie', ...secure }),
    token: tokenInCookie({ name: 'token', ...secure, sameSite: 'lax' }),
    header: tokenInHeader,
  };
  stage.apps = Object.fromEntries(Object.entries(defences).map(([name, make]) => [`/${name}`, bank({ keepers, defence: make() })]));
});
afterAll(() => world.close());

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly cookies: readonly string[];
  readonly json: unknown;
}

/** Sends one request to the target over https, as a browser behind the proxy does. */
async function ask(method: string, target: string, headers: readonly string[] = [], body = ''): Promise<Answer> {
  const host = stage.hosts.target;
  const socket = await secureTunnel(world.proxyUrl, host, 443, world.caPem);
  const length = body === '' ? [] : [`Content-Length: ${String(body.length)}`];
  const answer = await exchange(
    socket,
    [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...length, ...headers],
    body,
  );
  const [head = '', text = ''] = answer.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    head,
    cookies: [...head.matchAll(/^set-cookie: ([^;\r]*)/gim)].map(([, pair = '']) => pair),
    json: text.startsWith('{') ? JSON.parse(text) : undefined,
  };
}

/** Logs in as Ada and returns the header lines of an own page's request. */
async function logIn(defence: DefenceName): Promise<{ cookie: string; bearer: string; csrf: string | undefined }> {
  const { cookies, json } = await ask('POST', `/${defence}/login?user=ada`);
  const { tokens, csrf } = json as { tokens: { header: string }; csrf?: string };
  return { cookie: `Cookie: ${cookies.join('; ')}`, bearer: `Authorization: Bearer ${tokens.header}`, csrf };
}

const booksOf = async (defence: DefenceName): Promise<Books> => (await ask('GET', `/${defence}/books`)).json as Books;
const form = 'Content-Type: application/x-www-form-urlencoded';

test('every keeper knows who asks until the person logs out', async () => {
  const { cookie, bearer } = await logIn('none');
  const everybody = { express: 'ada', cookie: 'ada', token: 'ada', header: 'ada' };
  expect((await ask('GET', '/none/who', [cookie, bearer])).json).toEqual(everybody);
  expect((await ask('GET', '/none/who', [cookie])).json).toEqual({ express: 'ada', cookie: 'ada', token: 'ada' });
  expect((await ask('GET', '/none/who')).json).toEqual({});
  const { cookies } = await ask('POST', '/none/logout', [cookie]);
  expect(cookies).toEqual(expect.arrayContaining(['cookie=', 'token=']));
  // Ended at the server for one; the others are as good as ever for whoever kept a copy.
  expect((await ask('GET', '/none/who', [cookie])).json).toEqual({ cookie: 'ada', token: 'ada' });
});

test('a changed signature is no session', async () => {
  const { cookie, bearer } = await logIn('none');
  const forged = cookie.replace(/cookie\.sig=./, 'cookie.sig=').replace(/(express=.*?)\w(;|$)/, '$1$2');
  expect((await ask('GET', '/none/who', [forged, `${bearer.slice(0, -3)}xyz`])).json).toEqual({ token: 'ada' });
});

test('money moves from the accounts of those who ask, by GET, POST and WebSocket, and the request is in the wire log', async () => {
  const { cookie, bearer } = await logIn('none');
  expect((await ask('GET', '/none/transfer/one?amount=1&next=/elsewhere', [cookie])).status).toBe(303);
  expect((await ask('POST', '/none/transfer/two', [bearer, 'Content-Type: text/plain'], '{"amount":2}')).status).toBe(204);
  const socket = await secureTunnel(world.proxyUrl, stage.hosts.target, 443, world.caPem);
  const url = `wss://${stage.hosts.target}/none/transfer/three`;
  const client = new WebSocket(url, { createConnection: () => socket, headers: { cookie: cookie.slice('Cookie: '.length) } });
  client.once('open', () => client.send('3'));
  await new Promise((resolve) => client.once('close', resolve));
  const books = await booksOf('none');
  for (const keeper of ['express', 'cookie', 'token']) {
    expect(books).toMatchObject({ [`${keeper}/ada/one`]: openingBalance - 1, [`${keeper}/ada/three`]: openingBalance - 3 });
  }
  expect(books).toMatchObject({ 'header/ada/two': openingBalance - 2 });
  expect((await ask('GET', '/none/balance/one', [cookie])).json).toMatchObject({ express: openingBalance - 1 });
  expect(stage.log.arrivals.map(({ target }) => target)).toContain('/none/transfer/two');
});

test.each(Object.keys(defences) as DefenceName[])(
  'under %s an own page can transfer, and a foreign form only without any defence',
  async (name) => {
    const { cookie, csrf } = await logIn(name);
    const foreign = ['Origin: https://hostile.example', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'];
    const own = [`Origin: https://${stage.hosts.target}`, 'Sec-Fetch-Site: same-origin', `${customHeader}: bank`];
    await ask('POST', `/${name}/transfer/own`, [cookie, form, ...own], `amount=1${csrf === undefined ? '' : `&csrf=${csrf}`}`);
    await ask('POST', `/${name}/transfer/foreign`, [cookie, form, ...foreign], 'amount=1&csrf=guess');
    const books = await booksOf(name);
    expect(books['express/ada/own']).toBe(openingBalance - 1);
    expect(books['express/ada/foreign']).toBe(name === 'none' ? openingBalance - 1 : undefined);
  },
);

test('a token of another login does not pass where it is signed, and does where it is not', async () => {
  const moved = async (name: DefenceName, cookieName: string): Promise<boolean> => {
    const victim = await logIn(name);
    const attacker = await logIn(name);
    const tossed = `${cookieName}=${attacker.csrf ?? ''}; ${victim.cookie.slice('Cookie: '.length)}`;
    await ask('POST', `/${name}/transfer/tossed`, [`Cookie: ${tossed}`, form], `amount=1&csrf=${attacker.csrf ?? ''}`);
    return 'express/ada/tossed' in (await booksOf(name));
  };
  expect(await moved('double-submit', 'csrf')).toBe(true);
  expect(await moved('signed-double-submit', '__Host-csrf')).toBe(false);
});

test('only who shares with everybody lets a foreign page ask for the custom header', async () => {
  const preflight = [
    'Origin: https://hostile.example',
    'Access-Control-Request-Method: POST',
    `Access-Control-Request-Headers: ${customHeader}`,
  ];
  const shares = async (name: DefenceName): Promise<boolean> =>
    (await ask('OPTIONS', `/${name}/transfer/x`, preflight)).head.includes('Access-Control-Allow-Origin: https://hostile.example');
  expect(await shares('none')).toBe(false);
  expect(await shares('custom-header')).toBe(false);
  expect(await shares('custom-header-open-cors')).toBe(true);
  expect(await booksOf('custom-header-open-cors')).toEqual({});
});
