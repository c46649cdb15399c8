import type { Claim } from './claim.ts';

/** The second request never reached the origin. */
const reused = /^miss,hit-1$|^reused$/;
/** Every request reached the origin, with or without a condition. */
const asked = /^(?!.*\b(hit|reused))/;
/** Documents that say how long they may be used again, as `caching/navigation` names them. */
const lasting = '*/{max-age,expires}';

export const cachingClaims: readonly Claim[] = [
  {
    id: 'GP-1',
    sentence: 'A browser stores answers to GET on its own initiative, and never those to POST.',
    conditions: [
      {
        where: 'a GET answer names a lifetime',
        cells: ['caching/freshness/*/{max-age,expires-future}', 'browser/http-cache/*/*/max-age', `caching/navigation/link/${lasting}`],
        shows: reused,
      },
      { where: 'a GET answer only says when it was last modified', cells: ['caching/heuristics/*/200-last-modified'], shows: reused },
      { where: 'a GET answer says nothing about caching', cells: ['caching/heuristics/*/200-without-anything'], shows: reused },
      {
        where: 'an answer to POST names a lifetime',
        cells: ['caching/methods/*/{post-twice,post-then-get}'],
        shows: asked,
      },
      {
        where: 'an answer to POST names a lifetime and its own address as that of its content, which allows it to serve a GET',
        cells: ['caching/methods/*/post-naming-itself-{twice,then-*}'],
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
      {
        where: 'a link leads to the page again',
        cells: [`caching/navigation/{link,link-in-frame,link-from-another-site}/${lasting}`],
        shows: reused,
      },
      { where: 'a form by GET is sent again', cells: [`caching/navigation/form-get/${lasting}`], shows: reused },
      { where: 'its address is typed again', cells: [`caching/navigation/typed/${lasting}`], shows: reused },
      { where: 'its own script reloads the page', cells: [`caching/navigation/script-reload/${lasting}`], shows: reused },
      { where: 'a person reloads the page', cells: [`caching/navigation/{key-reload,key-hard-reload}/${lasting}`], shows: reused },
      {
        where: 'a person reloads the page that embeds it',
        cells: [`caching/subresources/{key-reload,key-hard-reload}/*/${lasting}`],
        shows: reused,
      },
    ],
  },
  {
    id: 'GP-3',
    sentence: 'Cache-Control and Expires put an end to that, and so does a parameter that changes each time.',
    conditions: [
      {
        where: 'Cache-Control says no-store',
        cells: ['caching/directives/*/no-store*', 'browser/http-cache/*/*/no-store', 'caching/navigation/*/*/no-store'],
        shows: asked,
      },
      {
        where: 'Cache-Control says no-cache',
        cells: ['caching/directives/*/{no-cache,no-cache-max-age,no-cache-with-etag}', 'caching/navigation/*/*/{no-cache,no-cache-etag}'],
        shows: asked,
      },
      {
        where: 'Cache-Control says max-age=0',
        cells: ['caching/freshness/*/max-age-0', 'caching/navigation/*/*/max-age-0-etag'],
        shows: asked,
      },
      {
        where: 'Expires is over',
        cells: ['caching/freshness/*/{expires-past,expires-now}', 'caching/navigation/*/*/expires-in-the-past-etag'],
        shows: asked,
      },
      {
        where: 'a parameter changes',
        cells: ['caching/addresses/*/changing-timestamp*', 'caching/changing-parameter/*/*/parameter'],
        shows: asked,
      },
    ],
  },
];
