import type { Claim } from './claim.ts';

/** The second request never reached the origin. */
const reused = /^miss,hit-1$|^reused$/;
/** Every request reached the origin, with or without a condition. */
const asked = /^(?!.*\bhit)/;

export const getAndPostClaims: readonly Claim[] = [
  {
    id: 'GP-1',
    sentence: 'A browser stores answers to GET on its own initiative, and never those to POST.',
    conditions: [
      {
        where: 'a GET answer names a lifetime',
        cells: ['caching/freshness/*/{max-age,expires-future}', 'browser/http-cache/*/*/max-age'],
        shows: reused,
      },
      { where: 'a GET answer only says when it was last modified', cells: ['caching/heuristics/*/200-last-modified'], shows: reused },
      { where: 'a GET answer says nothing about caching', cells: ['caching/heuristics/*/200-without-anything'], shows: reused },
      {
        where: 'an answer to POST names a lifetime',
        cells: ['caching/methods/*/{post-twice,post-then-get,post-naming-itself-then-get,post-naming-itself-twice}'],
        shows: asked,
      },
    ],
  },
  {
    id: 'GP-2',
    sentence: 'The same GET, repeated, is answered without asking the server.',
    conditions: [
      {
        where: 'the answer names a lifetime that still runs',
        cells: ['caching/freshness/*/{max-age,expires-future}', 'caching/addresses/*/same-query'],
        shows: reused,
      },
      { where: 'the answer only says when it was last modified', cells: ['caching/heuristics/*/200-last-modified'], shows: reused },
      { where: 'the answer says nothing about caching', cells: ['caching/heuristics/*/200-without-anything'], shows: reused },
      {
        where: 'its lifetime is over',
        cells: ['caching/freshness/*/{age-above-lifetime,date-past-beyond-lifetime,expires-past}'],
        shows: reused,
      },
    ],
  },
  {
    id: 'GP-3',
    sentence: 'Cache-Control and Expires put an end to that, and so does a parameter that changes each time.',
    conditions: [
      { where: 'Cache-Control says no-store', cells: ['caching/directives/*/no-store*', 'browser/http-cache/*/*/no-store'], shows: asked },
      {
        where: 'Cache-Control says no-cache',
        cells: ['caching/directives/*/{no-cache,no-cache-max-age,no-cache-with-etag}'],
        shows: asked,
      },
      { where: 'Cache-Control says max-age=0', cells: ['caching/freshness/*/max-age-0'], shows: asked },
      { where: 'Expires is over', cells: ['caching/freshness/*/{expires-past,expires-now}'], shows: asked },
      { where: 'a parameter changes', cells: ['caching/addresses/*/changing-timestamp*'], shows: asked },
    ],
  },
  {
    id: 'GP-4',
    sentence: 'Going back to a page got by GET does no harm; going back to the answer to a POST submits again.',
    conditions: [],
  },
  { id: 'GP-5', sentence: 'What a GET sends stays in the history and the address bar; the body of a POST does not.', conditions: [] },
  {
    id: 'GP-6',
    sentence: 'A page got by GET can be kept as a bookmark and opened again with its data; the answer to a POST cannot.',
    conditions: [],
  },
  { id: 'GP-7', sentence: 'The address of a GET has a greatest length, the body of a POST has none.', conditions: [] },
  { id: 'GP-8', sentence: 'What a GET sends must be ASCII and is percent-encoded; the body of a POST need not be.', conditions: [] },
  {
    id: 'GP-9',
    sentence: 'A GET can be repeated without harm, so browsers repeat it unasked and ask before they repeat a POST.',
    conditions: [],
  },
  {
    id: 'GP-10',
    sentence: 'A GET leaves in one piece; a POST sends its headers, waits for 100 Continue, then sends the body.',
    conditions: [],
  },
  { id: 'GP-11', sentence: 'Over http GET and POST can be read on the wire equally well; only https hides either.', conditions: [] },
];
