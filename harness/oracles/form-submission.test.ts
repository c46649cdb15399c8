import { expect, test } from 'vitest';
import { lastHeaders, type Submission } from './form-submission.ts';

const urls = (...texts: readonly string[]): readonly URL[] => texts.map((text) => new URL(text));
const from = (page: string, target: string, more: Partial<Submission> = {}): Submission => ({
  page: new URL(page),
  method: 'POST',
  enctype: 'text/plain',
  urls: target === '' ? [] : urls(target),
  ...more,
});

test('a POST carries its type and length; where a redirect makes a GET of it, neither', () => {
  expect(lastHeaders(from('https://a.test/', 'https://a.test/x'))).toMatchObject({
    'content-type': 'text/plain',
    'content-length': 'length-of-body',
  });
  const twice = urls('https://a.test/x', 'https://a.test/y');
  expect(lastHeaders(from('https://a.test/', '', { urls: twice, status: '302' }))).toMatchObject({
    'content-type': 'absent',
    'content-length': 'absent',
  });
  expect(lastHeaders(from('https://a.test/', '', { urls: twice, status: '308' }))).toMatchObject({ 'content-type': 'text/plain' });
  expect(lastHeaders(from('https://a.test/', 'https://a.test/x', { method: 'GET' }))).toMatchObject({ 'content-type': 'absent' });
});

test.each([
  ['https://a.test/p', 'https://a.test/x', 'url'],
  ['https://a.test/p', 'https://b.test/x', 'origin'],
  ['http://a.test/p', 'https://a.test/x', 'origin'],
  ['https://a.test/p', 'http://a.test/x', 'absent'],
])('from %s to %s the Referer is %s', (page, target, referer) => {
  expect(lastHeaders(from(page, target)).referer).toBe(referer);
});

test('Sec-Fetch-Site falls as low as the farthest URL on the way, and http hears nothing', () => {
  const site = (page: string, ...way: readonly string[]): string => lastHeaders(from(page, '', { urls: urls(...way) }))['sec-fetch-site'];
  expect(site('https://www.a.test/', 'https://www.a.test/x')).toBe('same-origin');
  expect(site('https://www.a.test/', 'https://sub.a.test/x')).toBe('same-site');
  expect(site('https://www.a.test/', 'https://b.test/x', 'https://www.a.test/x')).toBe('cross-site');
  expect(site('http://www.a.test/', 'https://www.a.test/x')).toBe('cross-site');
  expect(site('https://www.a.test/', 'http://www.a.test/x')).toBe('absent');
});
