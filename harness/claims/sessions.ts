import type { Claim } from './claim.ts';

export const sessionClaims: readonly Claim[] = [
  {
    id: 'SE-1',
    sentence: 'HTTP remembers nothing between two requests; a session id in a cookie ties them together.',
    conditions: [
      { where: 'the cookie comes back', cells: ['cookies/disabled/allowed/*/login'], shows: /^kept$/ },
      {
        where: 'the session’s cookie comes with the owner’s own request, and the bank knows whose money to move',
        cells: ['sessions/forgery/same-origin/link-click/none/{Strict,Lax,None-Secure,absent}'],
        shows: /^moved$/,
      },
      {
        where: 'the browser keeps no cookies: the next request brings back nothing at all',
        cells: ['cookies/disabled/blocked/*/login'],
        shows: /^nothing$/,
      },
      { where: 'the request carries the credential', cells: ['sessions/recognition/*/with-credential'], shows: /^alice$/ },
      { where: 'the same page’s next request leaves it out', cells: ['sessions/recognition/*/without'], shows: /^nobody$/ },
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
      {
        where: 'the request is to move money at a bank without a defence, by a form, and the cookie says SameSite=None',
        cells: ['sessions/forgery/cross-site/{form-post,auto-form-post,redirect-307}/none/None-Secure'],
        shows: /^moved$/,
      },
    ],
  },
  {
    id: 'SE-3',
    sentence: 'A token sent twice, in a cookie and in the request, stops that.',
    conditions: [
      {
        where: 'another site’s page posts',
        cells: [
          'sessions/forgery/cross-site/{form-post,auto-form-post,redirect-307,iframe-form-post,fetch-no-cors,fetch-cors-text,beacon}/{double-submit,signed-double-submit}/None-Secure',
        ],
        shows: /^kept$/,
      },
      {
        where: 'a GET changes something, as it should not',
        cells: ['sessions/forgery/cross-site/{link-click,form-get,window-open}/{double-submit,signed-double-submit}/None-Secure'],
        shows: /^kept$/,
      },
      {
        where: 'a page on a sibling host can set cookies for the site and the token is not signed',
        cells: ['sessions/forgery/same-site/form-post/double-submit/None-Secure'],
        shows: /^kept$/,
      },
      {
        where: 'the same, and the token is signed for the session',
        cells: ['sessions/forgery/same-site/form-post/signed-double-submit/None-Secure'],
        shows: /^kept$/,
      },
    ],
  },
  {
    id: 'SE-4',
    sentence: 'A session kept in the cookie itself is only encoded, not secret; its signature shows that it was changed.',
    conditions: [
      { where: 'somebody without the key reads it', cells: ['sessions/readable/cookie-session/**'], shows: /^readable$/ },
      { where: 'its content was changed', cells: ['sessions/tampering/cookie-session/payload'], shows: /^nobody$/ },
      { where: 'its signature was changed', cells: ['sessions/tampering/cookie-session/signature'], shows: /^nobody$/ },
    ],
  },
  {
    id: 'SE-5',
    sentence:
      'A session kept at the server can be ended at once; a copied session that is kept in the cookie works until its time is over.',
    conditions: [
      {
        where: 'the session is kept at the server and its owner has logged out',
        cells: ['sessions/logout/{memory,shared-store}/copy'],
        shows: /^nobody$/,
      },
      {
        where: 'the session is kept in the cookie and its owner has logged out',
        cells: ['sessions/logout/{cookie-session,token-cookie}/copy'],
        shows: /^alice$/,
      },
      { where: 'it is a signed token whose time is over', cells: ['sessions/expiry/token-cookie/copy'], shows: /^nobody$/ },
      { where: 'it is a signed cookie whose time is over', cells: ['sessions/expiry/cookie-session/copy'], shows: /^nobody$/ },
    ],
  },
  {
    id: 'SE-6',
    sentence:
      'Sessions in a server’s memory are lost when it restarts, and another server behind the same balancer does not know them; a shared store or sticky routing cures it.',
    conditions: [
      { where: 'the server starts anew', cells: ['sessions/server-restart/memory/restarted'], shows: /^nobody$/ },
      { where: 'two servers take turns', cells: ['sessions/balancer/memory/round-robin'], shows: /^[0-3]-of-4$/ },
      { where: 'they share a store', cells: ['sessions/balancer/shared-store/round-robin'], shows: /^4-of-4$/ },
      { where: 'each person keeps to one server', cells: ['sessions/balancer/memory/sticky'], shows: /^4-of-4$/ },
      { where: 'the store outlives the server', cells: ['sessions/server-restart/shared-store/restarted'], shows: /^alice$/ },
    ],
  },
  {
    id: 'SE-7',
    sentence:
      'A token in a header is not added by the browser on its own and so is safe from forged requests; the same token in a cookie is not.',
    conditions: [
      {
        where: 'a page of another origin asks, and the token belongs in a header',
        cells: ['sessions/forgery/{cross-site,same-site,other-port,other-scheme}/*/none/header-token'],
        shows: /^kept$/,
      },
      {
        where: 'the same request comes with the same kind of session in a cookie that says SameSite=None',
        cells: ['sessions/forgery/cross-site/{link-click,form-post}/none/None-Secure'],
        shows: /^moved$/,
      },
      {
        where: 'the owner’s own page adds the header',
        cells: ['sessions/forgery/same-origin/fetch-cors-json/none/header-token'],
        shows: /^moved$/,
      },
    ],
  },
  {
    id: 'SE-8',
    sentence: 'A signed token cannot be taken back before its time is over unless the server remembers something.',
    conditions: [
      { where: 'its owner has logged out', cells: ['sessions/logout/{token-cookie,token-header}/copy'], shows: /^alice$/ },
      { where: 'its time is over', cells: ['sessions/expiry/{token-cookie,token-header}/copy'], shows: /^nobody$/ },
      { where: 'the server remembers sessions', cells: ['sessions/logout/{memory,shared-store}/copy'], shows: /^nobody$/ },
    ],
  },
];
