import { describe, expect, it } from 'vitest';
import { ownCases, type OwnCase } from './cache-file.ts';
import { parseJson } from './json-file.ts';

const parse = (value: unknown): readonly OwnCase[] => parseJson('own.json', JSON.stringify(value), ownCases);

describe('a file with cases', () => {
  it('takes header lines as an object, with lists for several lines, or as pairs', () => {
    const requests = [
      { method: 'get', url: '/a?x', responseHeaders: { 'Cache-Control': ['private', 'max-age=60'], Expires: { now: -60 } } },
      { responseHeaders: [['ETag', '"one"']], waitMs: 5 },
    ];
    expect(parse([{ name: 'Any name / at all', requests }])).toEqual([
      {
        title: 'Any name / at all',
        name: 'own-1',
        requests: [
          {
            method: 'GET',
            url: '/a?x',
            responseHeaders: [
              ['Cache-Control', 'private'],
              ['Cache-Control', 'max-age=60'],
              ['Expires', { now: -60 }],
            ],
          },
          { responseHeaders: [['ETag', '"one"']], waitMs: 5 },
        ],
      },
    ]);
  });

  it.each([
    ['no list', { name: 'x' }, /^own\.json, as a whole: /],
    ['no cases', [], /^own\.json, as a whole: there are no cases$/],
    ['no requests', [{ name: 'x', requests: [] }], /^own\.json, item 1 \(«x»\), requests: a case needs at least one request$/],
    ['a wrong field', [{ name: 'x', requests: [{ uri: '/' }] }], /uri/],
    ['a path without a slash', [{ name: 'x', requests: [{ url: 'a' }] }], /must be a path that begins with \//],
    ['a body that GET cannot carry', [{ name: 'x', requests: [{ requestBody: 'a' }] }], /requestBody: a page cannot send a body with GET/],
    ['a date that is none', [{ name: 'x', requests: [{ responseHeaders: { Date: { now: 1e20 } } }] }], /at most 10000000000 seconds/],
    ['a wrong mode', [{ name: 'x', requests: [{ cacheMode: 'never' }] }], /cacheMode/],
    ['a method that nobody knows', [{ name: 'x', requests: [{ method: 'QUIZ' }] }], /must be a method/],
    ['a header name that is none', [{ name: 'x', requests: [{ responseHeaders: { 'a b': '1' } }] }], /responseHeaders.*a b/],
    ['a header value that is none', [{ name: 'x', requests: [{ responseHeaders: { a: 1 } }] }], /responseHeaders/],
  ])('refuses %s in one sentence', (_, value, message) => {
    expect(() => parse(value)).toThrow(message);
  });
});
