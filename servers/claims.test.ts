import { expect, test } from 'vitest';
import { Claims, placeOf } from './claims.ts';

test('a place has the scheme’s own port when the URL names none', () => {
  expect(placeOf('https://Example.com/path')).toEqual({ scheme: 'https', host: 'example.com', port: 443 });
  expect(placeOf('http://[::1]:3000')).toEqual({ scheme: 'http', host: '[::1]', port: 3000 });
  expect(() => placeOf('ftp://example.com')).toThrow('«ftp://example.com» is neither http nor https');
});

test('a place has one owner until it is given back', () => {
  const claims = new Claims<string>();
  const place = placeOf('http://example.com');
  claims.claim(place, 'first');
  claims.claim(place, 'first');
  expect(() => claims.claim(place, 'second')).toThrow('two visits want to answer at http://example.com:80 at the same time');
  expect(claims.ownerAt(place)).toBe('first');
  expect(claims.ownerAt(placeOf('https://example.com'))).toBeUndefined();
  claims.release('first');
  expect(claims.ownerAt(place)).toBeUndefined();
});

test('the owners of a host are known whatever the scheme and port', () => {
  const claims = new Claims<string>();
  claims.claim(placeOf('http://example.com'), 'one');
  claims.claim(placeOf('https://example.com:8443'), 'two');
  claims.claim(placeOf('http://example.org'), 'three');
  expect(claims.ownersOf('example.com')).toEqual(['one', 'two']);
});
