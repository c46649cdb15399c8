import { describe, expect, it } from 'vitest';
import { deleteByCookieStore, setByCookieStore } from './cookie-store-call.ts';

const url = new URL('https://www.shop.example.com/dir/page');
const plain = { name: 'a', value: '1' };

describe('cookieStore.set()', () => {
  it('hands a Secure, Strict cookie of the whole host on', () => {
    expect(setByCookieStore(plain, url)).toBe('a=1; Path=/; Secure; SameSite=strict');
  });

  it('trims name and value, and encodes them as UTF-8', () => {
    expect(setByCookieStore({ name: ' a\t', value: '\tü ' }, url)).toMatch(/^a=\xc3\xbc;/);
  });

  it('takes the directory of the URL where the path is empty', () => {
    expect(setByCookieStore({ ...plain, path: '' }, url)).toContain('Path=/dir;');
  });

  it.each(['shop.example.com', 'WWW.SHOP.EXAMPLE.COM', 'example.com'])('lets %s be the domain', (domain) => {
    expect(setByCookieStore({ ...plain, domain }, url)).toContain(`Domain=${domain.toLowerCase()};`);
  });

  it.each([
    ['a domain with a dot in front', { ...plain, domain: '.example.com' }],
    ['a sibling as domain', { ...plain, domain: 'other.example.com' }],
    ['a child as domain', { ...plain, domain: 'a.www.shop.example.com' }],
    ['a public suffix as domain', { ...plain, domain: 'com' }],
    ['a part of a label as domain', { ...plain, domain: 'hop.example.com' }],
    ['what is no host as domain', { ...plain, domain: 'exa mple.com' }],
    ['a relative path', { ...plain, path: 'dir' }],
    ['a path of 1,025 octets', { ...plain, path: `/${'a'.repeat(1024)}` }],
    ['an equals sign in the name', { name: 'a=b', value: '1' }],
    ['a semicolon in the value', { name: 'a', value: '1;2' }],
    ['a control character in the value', { name: 'a', value: '1\x012' }],
    ['neither name nor value', { name: '', value: ' ' }],
    ['an equals sign in the value of a nameless cookie', { name: '', value: 'a=b' }],
    ['a nameless cookie whose value begins with a prefix', { name: '', value: '__HOST-a' }],
    ['a name for http only', { name: '__Http-a', value: '1' }],
    ['a name for one host and http only', { name: '__host-HTTP-a', value: '1' }],
    ['a name for one host with a domain', { name: '__Host-a', value: '1', domain: 'example.com' }],
    ['a name for one host with a path', { name: '__Host-a', value: '1', path: '/dir' }],
    ['4,097 octets', { name: 'a', value: 'v'.repeat(4096) }],
  ])('fails for %s', (_, init) => {
    expect(setByCookieStore(init, url)).toBeUndefined();
  });

  it('lets an address be its own domain, and nothing else', () => {
    const address = new URL('https://198.51.100.7/');
    expect(setByCookieStore({ ...plain, domain: '198.51.100.7' }, address)).toContain('Domain=198.51.100.7');
    expect(setByCookieStore({ ...plain, domain: '51.100.7' }, address)).toBeUndefined();
  });
});

it('cookieStore.delete() hands an expired cookie on', () => {
  expect(deleteByCookieStore({ name: 'a' }, url)).toBe('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure; SameSite=strict');
});

it('cookieStore.delete() of the nameless cookie has a value', () => {
  expect(deleteByCookieStore({ name: '' }, url)).toMatch(/^=any;/);
});
