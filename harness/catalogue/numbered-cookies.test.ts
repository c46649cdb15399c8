import { expect, test } from 'vitest';
import { leftText, numberedCookies, numbersIn } from './numbered-cookies.ts';

test('cookies are numbered from where one begins', () => {
  expect(numberedCookies(9, 2, '; Secure')).toEqual(['c9=9; Secure', 'c10=10; Secure']);
});

test('a cookie-string is read in whatever order it comes', () => {
  expect(numbersIn('c10=10; c2=2; other=c7=1; c1=1')).toEqual([1, 2, 10]);
  expect(numbersIn(null)).toEqual([]);
});

test('those that are left are told in ranges', () => {
  expect(leftText([1, 2, 3, 10])).toBe('4 left: 1-3 10');
  expect(leftText([])).toBe('none left');
});
