import { describe, expect, it } from 'vitest';
import { fetchChain, methodAfter, passesCorsCheck, type Asking, type Hop, type Sharing } from './fetching.ts';

const own = new URL('https://page.test/x');
const other = new URL('https://other.test/x');
const third = new URL('https://third.test/x');
const closed: Sharing = { allow: 'nobody', allowCredentials: false };
const open: Sharing = { allow: 'asking', allowCredentials: true };
const asking = (exceptions: Partial<Asking> = {}): Asking => ({
  origin: own.origin,
  mode: 'cors',
  credentials: 'same-origin',
  method: 'GET',
  ...exceptions,
});
const chain = (...urls: URL[]): Hop[] =>
  urls.map((url, index) => ({ url, sharing: open, ...(index < urls.length - 1 ? { redirect: '307' as const } : {}) }));

describe('fetchChain', () => {
  it('reads what is its own without permission', () => {
    expect(fetchChain(asking(), [{ url: own, sharing: closed }]).result).toBe('basic');
  });

  it('sends a CORS request to another origin, and keeps the answer back without permission', () => {
    const { requests, result } = fetchChain(asking(), [{ url: other, sharing: closed }]);
    expect(requests).toEqual([{ url: other, method: 'GET', origin: own.origin }]);
    expect(result).toBe('network-error');
  });

  it('makes no request to another origin in same-origin mode', () => {
    expect(fetchChain(asking({ mode: 'same-origin' }), [{ url: other, sharing: open }])).toEqual({ requests: [], result: 'network-error' });
  });

  it('hides a no-cors response, also when the chain comes back', () => {
    expect(fetchChain(asking({ mode: 'no-cors' }), [{ url: other, sharing: open }]).result).toBe('opaque');
    expect(fetchChain(asking({ mode: 'no-cors' }), chain(own, other, own)).result).toBe('opaque');
  });

  it('asks with the page’s origin after one change of origin and with null after a second one', () => {
    expect(fetchChain(asking(), chain(own, other)).requests.map(({ origin }) => origin)).toEqual([undefined, own.origin]);
    expect(fetchChain(asking(), chain(own, third, other)).requests.map(({ origin }) => origin)).toEqual([undefined, own.origin, 'null']);
    expect(fetchChain(asking(), chain(own, other, own)).requests.at(-1)?.origin).toBe('null');
  });

  it('names the origin of a POST even without CORS, but not on the way from https to http', () => {
    const post = asking({ mode: 'navigate', method: 'POST' });
    expect(fetchChain(post, [{ url: other, sharing: closed }]).requests[0]?.origin).toBe(own.origin);
    expect(fetchChain(post, [{ url: new URL('http://other.test/'), sharing: closed }]).requests[0]?.origin).toBe('null');
  });
});

describe('passesCorsCheck', () => {
  it.each([
    ['same-origin', 'anyone', false, true],
    ['include', 'anyone', true, false],
    ['include', 'asking', false, false],
    ['include', 'asking', true, true],
    ['same-origin', 'another', false, false],
    ['same-origin', 'asking', false, true],
  ] as const)('credentials %s, allows %s with credentials %s: %s', (credentials, allow, allowCredentials, passes) => {
    expect(passesCorsCheck(credentials, { allow, allowCredentials })).toBe(passes);
  });
});

describe('methodAfter', () => {
  it('keeps POST over 307 and 308 only', () => {
    expect((['301', '302', '303', '307', '308'] as const).map((status) => methodAfter(status, 'POST'))).toEqual([
      'GET',
      'GET',
      'GET',
      'POST',
      'POST',
    ]);
  });
});
