import type { Claim } from './claim.ts';

const sent = /^sent$/;
const withheld = /^withheld$/;

/** Navigations of the whole page by a safe method. */
const safeNavigations = '{address-bar,form-get,form-get-blank,link-*,location-*,meta-refresh,window-open*}';
const embedded = 'img,script,stylesheet,iframe,video,css-background';
const credentialedCalls = '{fetch-include-cors,fetch-include-no-cors,xhr-with-credentials,worker-fetch}';

export const cookieClaims: readonly Claim[] = [
  {
    id: 'CK-1',
    sentence: 'A cookie, once set, goes along with every matching request, and no script is needed for it.',
    conditions: [
      {
        where: 'the page asks its own origin without any script',
        cells: [
          `cookies/samesite-send/same-origin/${safeNavigations}/absent`,
          `cookies/samesite-send/same-origin/{${embedded},form-post*}/absent`,
        ],
        shows: sent,
      },
      {
        where: 'a script sends the request',
        cells: ['cookies/samesite-send/same-origin/{fetch-*,xhr*,beacon,eventsource*,websocket}/absent'],
        shows: sent,
      },
      {
        where: 'the request comes from a document of another origin on the same page',
        cells: [
          'cookies/samesite-send/same-origin/{iframe-data-img,iframe-sandboxed-srcdoc-img,iframe-in-third-site,img-in-target-in-third-site}/absent',
        ],
        shows: sent,
      },
    ],
  },
  {
    id: 'CK-2',
    sentence: 'HttpOnly hides a cookie from scripts: they can neither read nor write it.',
    conditions: [
      { where: 'a script reads', cells: ['cookies/http-only/read-by-*'], shows: 'conforms' },
      {
        where: 'a script reads after it has seen the cookie without the attribute',
        cells: [
          'cookies/http-only-later/set-by-{script,script-over-http,script-to-last,a-response-then-seen,script-then-deleted-while-hidden}',
        ],
        shows: 'conforms',
      },
      {
        where: 'a script reads what it wrote over one',
        cells: ['cookies/http-only-later/set-by-script-over-a-hidden-one'],
        shows: 'conforms',
      },
      { where: 'a script sets such a cookie', cells: ['cookies/http-only/set-by-script*'], shows: 'conforms' },
      { where: 'a script overwrites one', cells: ['cookies/http-only/overwritten-by-{script*,cookieStore}'], shows: 'conforms' },
      { where: 'a script deletes one', cells: ['cookies/http-only/deleted-by-{script*,cookieStore}'], shows: 'conforms' },
    ],
  },
  {
    id: 'CK-3',
    sentence: 'A Secure cookie travels over https only.',
    conditions: [
      {
        where: 'the origin has a name on the network',
        cells: [
          'cookies/secure/{sent-over-http,sent-over-ws,sent-to-a-child-over-http,of-a-script-sent-over-http,of-cookieStore-sent-over-http}',
        ],
        shows: /^none$/,
      },
      { where: 'the origin is this machine', cells: ['cookies/secure/{localhost,127.0.0.1,ip6}-sent-over-http'], shows: /^none$/ },
    ],
  },
  {
    id: 'CK-4',
    sentence: 'SameSite keeps a cookie from travelling across sites.',
    conditions: [
      {
        where: 'it says Strict',
        cells: [
          'cookies/samesite-send/cross-site/{form-*,link-*,location-*,meta-refresh,window-open*,img,script,stylesheet,iframe,fetch-*include*,xhr-with-credentials,beacon}/Strict',
        ],
        shows: withheld,
      },
      {
        where: 'it says Lax and the request loads part of a page or sends a POST',
        cells: [`cookies/samesite-send/cross-site/{${embedded},fetch-*include*,xhr-with-credentials,beacon,form-post*}/Lax`],
        shows: withheld,
      },
      {
        where: 'it says Lax and the page is navigated by GET',
        cells: [`cookies/samesite-send/cross-site/{form-get,form-get-blank,link-*,location-*,meta-refresh,window-open*}/Lax`],
        shows: withheld,
      },
      {
        where: 'it says None',
        cells: ['cookies/samesite-send/cross-site/{form-*,link-*,location-*,img,script,iframe,fetch-include-*}/None-Secure'],
        shows: withheld,
      },
    ],
  },
  {
    id: 'CK-5',
    sentence:
      'A cookie without SameSite is treated as Lax (texts say it of Chrome), so calls to another origin arrive without it even where CORS allows credentials.',
    conditions: [
      {
        where: 'a script of another site calls with credentials',
        cells: [`cookies/samesite-send/cross-site/${credentialedCalls}/absent`],
        shows: withheld,
      },
      {
        where: 'the calling origin is another but of the same site',
        cells: [`cookies/samesite-send/{same-site,other-port}/${credentialedCalls}/absent`],
        shows: withheld,
      },
      {
        where: 'another site posts a form right after the cookie was set',
        cells: ['cookies/samesite-send/cross-site/{form-post,form-post-multipart,form-post-text}/absent'],
        shows: withheld,
      },
      {
        where: 'another site posts a form two minutes after it was set',
        cells: ['cookies/lax-allowing-unsafe/form-post/125s/absent'],
        shows: withheld,
      },
    ],
  },
  {
    id: 'CK-6',
    sentence: 'SameSite=None needs Secure.',
    conditions: [
      {
        where: 'the origin itself asks for the cookie',
        cells: ['cookies/samesite-send/same-origin/{address-bar,link-click,form-get,img,script,fetch-include-cors}/None'],
        shows: withheld,
      },
    ],
  },
  {
    id: 'CK-7',
    sentence: 'Max-Age wins over Expires, and a cookie whose time is over is no longer sent.',
    conditions: [
      {
        where: 'both are there',
        cells: [
          'cookies/lifetime/*/{past-expires-then-max-age,max-age-then-past-expires,max-age-between-two-expires,max-age-zero-then-future-expires,max-age-negative-then-future-expires,future-expires-then-max-age-zero,future-expires-then-max-age-negative}',
        ],
        shows: 'conforms',
      },
      {
        where: 'its time is over',
        cells: ['cookies/expiry/{short,shortened,short-by-script}-ends/*', 'cookies/lifetime/*/{expires-past,max-age-zero}'],
        shows: /^(?!.*\bn=)/,
      },
    ],
  },
  {
    id: 'CK-8',
    sentence: 'Without Domain a cookie belongs to its host alone and not to the hosts below it.',
    conditions: [
      {
        where: 'the host itself asks',
        cells: ['cookies/domain/{none-at-the-host,none-at-another-port,none-at-the-other-scheme}'],
        shows: /n=v/,
      },
      {
        where: 'a host below, beside or above asks',
        cells: [
          'cookies/domain/{none-at-a-child,none-at-a-grandchild,none-at-a-child-over-a-socket,none-at-a-sibling,none-at-the-parent,none-read-by-script-of-a-child}',
        ],
        shows: /^none$/,
      },
    ],
  },
  {
    id: 'CK-9',
    sentence: 'Path keeps a cookie to that path and what lies below it.',
    conditions: [{ where: 'requests go to the path, below it, beside it and above it', cells: ['cookies/path/*'], shows: 'conforms' }],
  },
  {
    id: 'CK-10',
    sentence: 'A cookie’s attributes are never sent back to the server.',
    conditions: [
      {
        where: 'a cookie with attributes comes back',
        cells: ['cookies/path/*', 'cookies/domain/*', 'cookies/secure/*', 'cookies/http-only/*'],
        shows: /^(?!.*;\s*(?:path|domain|secure|httponly|samesite|expires|max-age)\b)/i,
      },
    ],
  },
  {
    id: 'CK-11',
    sentence: 'A cookie holds 4 KB at most (some texts say 3 KB).',
    conditions: [
      { where: 'name and value are 4096 bytes', cells: ['cookies/size/*/pair-of-{halves,name,value}-4096'], shows: /bytes\)$/ },
      { where: 'name and value are 4097 bytes', cells: ['cookies/size/*/pair-of-{halves,name,value}-4097'], shows: /^(?!.*bytes\)$)/ },
    ],
  },
  {
    id: 'CK-12',
    sentence: 'A cookie without a lifetime is gone when the browser closes.',
    conditions: [
      {
        where: 'the browser is closed and started again',
        cells: ['cookies/session-restart/*/*/{none,expires-unreadable,max-age-unreadable,taken-away}'],
        shows: /^gone$/,
      },
    ],
  },
  {
    id: 'CK-13',
    sentence: 'Where cookies are switched off, a session that stands on a cookie is impossible.',
    conditions: [{ where: 'a person has blocked all cookies', cells: ['cookies/disabled/blocked/*/login'], shows: /^nothing$/ }],
  },
];
