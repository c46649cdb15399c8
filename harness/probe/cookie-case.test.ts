import { expect, test } from 'vitest';
import { cookieCases } from './cookie-case.ts';

test('addresses have a default, and are written as a browser asks for them', () => {
  const cases = [
    { name: 'plain', setCookie: ['a=b'] },
    { name: 'own', setAt: 'HTTPS://Example.com:443', setCookie: [], readAt: 'http://[::1]:81/x y?q#there' },
  ];
  expect(cookieCases.parse(cases)).toEqual([
    { name: 'plain', setAt: 'http://home.a.test/', setCookie: ['a=b'], readAt: 'http://home.a.test/' },
    { name: 'own', setAt: 'https://example.com/', setCookie: [], readAt: 'http://[::1]:81/x%20y?q' },
  ]);
});

test('a list without cases is refused', () => {
  expect(cookieCases.safeParse([]).error?.issues).toMatchObject([{ path: [], message: 'there are no cases' }]);
});

test.each(['', 'home.a.test', '/path', 'ftp://a.test/', 'http://', 'http://a b/', 'javascript:0'])('«%s» is refused', (setAt) => {
  const { error } = cookieCases.safeParse([{ name: 'n', setCookie: [], setAt }]);
  expect(error?.issues).toMatchObject([{ path: [0, 'setAt'], message: `«${setAt}» is not an http or https URL` }]);
});
