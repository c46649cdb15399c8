import { describe, expect, it } from 'vitest';
import { isForbiddenMethod, isForbiddenRequestHeader, isResponseHeaderVisible, putHeader } from './forbidden-headers.ts';

describe('isForbiddenRequestHeader', () => {
  it.each(['Cookie', 'cOOKIE2', 'Set-Cookie', 'Sec-Fetch-Site', 'Proxy-X'])('forbids %s', (name) => {
    expect(isForbiddenRequestHeader(name, 'v')).toBe(true);
  });
  it.each(['Set-Cookie2', 'X-Cookie', 'Authorization', 'Sect'])('lets %s be', (name) => {
    expect(isForbiddenRequestHeader(name, 'v')).toBe(false);
  });
  it('looks at the methods that an override names', () => {
    expect(isForbiddenRequestHeader('X-HTTP-Method-Override', 'GET, trace')).toBe(true);
    expect(isForbiddenRequestHeader('X-HTTP-Method-Override', 'PUT')).toBe(false);
  });
});

describe('isForbiddenMethod', () => {
  it('does not look at the case', () => {
    expect(['TRACE', 'track', 'Connect'].every(isForbiddenMethod)).toBe(true);
    expect(['GET', 'PROPFIND', 'TRACEX'].some(isForbiddenMethod)).toBe(false);
  });
});

describe('putHeader', () => {
  it('guards what belongs to a request or a response, and nothing else', () => {
    expect(putHeader('none', 'Cookie', 'v')).toBe('kept');
    expect(putHeader('request', 'Cookie', 'v')).toBe('ignored');
    expect(putHeader('request', 'Set-Cookie2', 'v')).toBe('kept');
    expect(putHeader('response', 'Cookie', 'v')).toBe('kept');
    expect(putHeader('response', 'set-cookie2', 'v')).toBe('ignored');
    expect(putHeader('request-no-cors', 'X-Plain', 'v')).toBe('ignored');
    expect(putHeader('request-no-cors', 'Accept', 'v')).toBe('kept');
    expect(putHeader('immutable', 'Accept', 'v')).toBe('TypeError');
  });
});

describe('isResponseHeaderVisible', () => {
  it('hides Set-Cookie however the response exposes it', () => {
    expect(isResponseHeaderVisible('Set-Cookie', { type: 'basic', credentials: true, exposes: '' })).toBe(false);
    expect(isResponseHeaderVisible('set-cookie', { type: 'cors', credentials: false, exposes: 'Set-Cookie, *' })).toBe(false);
  });
  it('shows another header where the response exposes it', () => {
    expect(isResponseHeaderVisible('X-Plain', { type: 'basic', credentials: true, exposes: '' })).toBe(true);
    expect(isResponseHeaderVisible('X-Plain', { type: 'cors', credentials: false, exposes: '' })).toBe(false);
    expect(isResponseHeaderVisible('X-Plain', { type: 'cors', credentials: true, exposes: 'a, x-plain' })).toBe(true);
    expect(isResponseHeaderVisible('X-Plain', { type: 'cors', credentials: true, exposes: '*' })).toBe(false);
    expect(isResponseHeaderVisible('X-Plain', { type: 'cors', credentials: false, exposes: '*' })).toBe(true);
    expect(isResponseHeaderVisible('X-Plain', { type: 'opaque', credentials: true, exposes: 'X-Plain' })).toBe(false);
  });
});
