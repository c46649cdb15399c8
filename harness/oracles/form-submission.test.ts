import { expect, test } from 'vitest';
import { lastRequest, type Submission } from './form-submission.ts';

const submission = (page: string, way: readonly string[], more: Partial<Submission> = {}): Submission => ({
  page: new URL(page),
  method: 'POST',
  carrier: 'text-plain',
  urls: way.map((url) => new URL(url)),
  ...more,
});

test('a POST carries its type and length; where a redirect makes a GET of it, neither', () => {
  expect(lastRequest(submission('https://a.test/', ['https://a.test/x']))).toMatchObject({
    method: 'POST',
    body: 'text-plain',
    'content-type': 'text/plain',
    'content-length': 'length-of-body',
    origin: 'page',
  });
  const twice = ['https://a.test/x', 'https://a.test/y'];
  expect(lastRequest(submission('https://a.test/', twice, { status: '302' }))).toMatchObject({
    method: 'GET',
    body: 'none',
    'content-type': 'absent',
    'content-length': 'absent',
    origin: 'absent',
  });
  expect(lastRequest(submission('https://a.test/', twice, { status: '308' }))).toMatchObject({ 'content-type': 'text/plain' });
});

test('the fields of a GET are in its query, and gone with the URL after a redirect', () => {
  const get = { method: 'GET', carrier: 'query' } as const;
  expect(lastRequest(submission('https://a.test/', ['https://a.test/x'], get))).toMatchObject({ body: 'query', 'content-type': 'absent' });
  const twice = ['https://a.test/x', 'https://a.test/y'];
  expect(lastRequest(submission('https://a.test/', twice, { ...get, status: '307' }))).toMatchObject({ body: 'none' });
});

test.each([
  ['https://a.test/p', ['https://a.test/x'], 'url'],
  ['https://a.test/p', ['https://b.test/x'], 'origin'],
  ['https://a.test/p', ['https://a.test/x', 'https://b.test/x', 'https://a.test/x'], 'origin'],
  ['http://a.test/p', ['https://a.test/x'], 'origin'],
  ['https://a.test/p', ['http://a.test/x'], 'absent'],
  ['https://a.test/p', ['http://b.test/x', 'https://a.test/x'], 'absent'],
])('from %s by %s the Referer is %s', (page, way, referer) => {
  expect(lastRequest(submission(page, way)).referer).toBe(referer);
});

test('Sec-Fetch-Site falls as low as the farthest URL on the way, and http hears nothing', () => {
  const site = (page: string, ...way: readonly string[]): string => lastRequest(submission(page, way))['sec-fetch-site'];
  expect(site('https://www.a.test/', 'https://www.a.test/x')).toBe('same-origin');
  expect(site('https://www.a.test/', 'https://sub.a.test/x')).toBe('same-site');
  expect(site('https://www.a.test/', 'https://b.test/x', 'https://www.a.test/x')).toBe('cross-site');
  expect(site('http://www.a.test/', 'https://www.a.test/x')).toBe('cross-site');
  expect(site('https://www.a.test/', 'http://www.a.test/x')).toBe('absent');
});
