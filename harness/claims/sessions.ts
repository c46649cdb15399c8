import type { Claim } from './claim.ts';

export const sessionClaims: readonly Claim[] = [
  {
    id: 'SE-1',
    sentence: 'HTTP remembers nothing between two requests; a session id in a cookie ties them together.',
    conditions: [
      { where: 'the cookie comes back', cells: ['cookies/disabled/allowed/*/login'], shows: /^kept$/ },
      { where: 'no cookie comes back, nothing else does', cells: ['cookies/disabled/blocked/*/login'], shows: /^nothing$/ },
    ],
  },
  {
    id: 'SE-2',
    sentence: 'A page on a hostile site can make the browser send requests that carry the victim’s cookie.',
    conditions: [
      {
        where: 'a form is posted and the cookie says SameSite=None',
        cells: ['cookies/samesite-send/cross-site/form-post/None-Secure'],
        shows: /^sent$/,
      },
      {
        where: 'a form is posted and the cookie says nothing of SameSite',
        cells: ['cookies/samesite-send/cross-site/form-post/absent'],
        shows: /^sent$/,
      },
      {
        where: 'a form is posted and the cookie says Lax or Strict',
        cells: ['cookies/samesite-send/cross-site/form-post/{Lax,Strict}'],
        shows: /^sent$/,
      },
      { where: 'a link is followed and the cookie says Lax', cells: ['cookies/samesite-send/cross-site/link-click/Lax'], shows: /^sent$/ },
      {
        where: 'an image is loaded and the cookie says SameSite=None',
        cells: ['cookies/samesite-send/cross-site/img/None-Secure'],
        shows: /^sent$/,
      },
    ],
  },
  { id: 'SE-3', sentence: 'A token sent twice, in a cookie and in the request, stops that.', conditions: [] },
  {
    id: 'SE-4',
    sentence: 'A session kept in the cookie itself is only encoded, not secret; its signature shows that it was changed.',
    conditions: [],
  },
  {
    id: 'SE-5',
    sentence:
      'A session kept at the server can be ended at once; a copied session that is kept in the cookie works until its time is over.',
    conditions: [],
  },
  {
    id: 'SE-6',
    sentence:
      'Sessions in a server’s memory are lost when it restarts, and another server behind the same balancer does not know them; a shared store or sticky routing cures it.',
    conditions: [],
  },
  {
    id: 'SE-7',
    sentence:
      'A token in a header is not added by the browser on its own and so is safe from forged requests; the same token in a cookie is not.',
    conditions: [],
  },
  {
    id: 'SE-8',
    sentence: 'A signed token cannot be taken back before its time is over unless the server remembers something.',
    conditions: [],
  },
];
