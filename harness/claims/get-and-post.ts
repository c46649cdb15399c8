import type { Claim } from './claim.ts';

/** Observations write an octet beyond ASCII as `\xE9`. */
const rawOctet = /\\x/;
const noRawOctet = /^(?!.*\\x)/;
/** Answers to a POST that are themselves the page. */
const postResults = '{ok,no-store,not-found,server-error,from-cross-site}';
/** What answers to a POST say about caching that forbids nobody to store them. */
const storable = '{none,no-cache,fresh-located}';
/** Ways in which a person sends data by GET, as `history/kept` names them. */
const gets = '{typed-get,link-get,form-get}';

export const getAndPostClaims: readonly Claim[] = [
  {
    id: 'GP-4',
    sentence: 'Going back to a page got by GET does no harm; going back to the answer to a POST submits again.',
    // The first half cannot fail: nothing but GET is ever sent for such a page. Only the second one is judged, lest the first alone
    // make it seem true where no cell of the second could be observed.
    conditions: [
      {
        where: 'the browser keeps pages that were left, and nothing forbids to store the answer to the POST',
        cells: [`post/back-forward/on/${storable}/*-back/*/sent`],
        shows: /POST/,
      },
      { where: 'it keeps pages, and that answer says no-store', cells: ['post/back-forward/on/no-store/*-back/*/sent'], shows: /POST/ },
      {
        where: 'it keeps no pages, and nothing forbids to store that answer',
        cells: [`post/back-forward/off/${storable}/*-back/*/sent`],
        shows: /POST/,
      },
      { where: 'it keeps no pages, and that answer says no-store', cells: ['post/back-forward/off/no-store/*-back/*/sent'], shows: /POST/ },
      {
        where: 'the person then reloads what is shown instead and says yes',
        cells: ['post/back-forward/*/*/*-back/*/insisted'],
        shows: /POST/,
        silent: /^needless$/,
      },
    ],
  },
  {
    id: 'GP-5',
    sentence: 'What a GET sends stays in the history and the address bar; the body of a POST does not.',
    conditions: [
      { where: 'a GET’s data are looked for in the address bar', cells: [`history/kept/${gets}/address`], shows: /^data$/ },
      { where: 'a GET’s data are looked for in the history', cells: [`history/kept/${gets}/history`], shows: /^data$/ },
      { where: 'a POST’s data are looked for in the address bar', cells: ['history/kept/form-post*/address'], shows: /^no-data$/ },
      { where: 'a POST’s data are looked for in the history', cells: ['history/kept/form-post*/history'], shows: /^(no-data|absent)$/ },
      { where: 'a POST’s data are looked for in all files of the profile', cells: ['history/kept/form-post*/profile'], shows: /^no-data$/ },
    ],
  },
  {
    id: 'GP-6',
    sentence: 'A page got by GET can be kept as a bookmark and opened again with its data; the answer to a POST cannot.',
    conditions: [
      { where: 'the address was got by GET', cells: [`history/kept/${gets}/reopened`], shows: /^GET-data$/ },
      { where: 'the address answered a POST', cells: ['history/kept/form-post*/reopened'], shows: /^GET-no-data$/ },
    ],
  },
  {
    id: 'GP-7',
    sentence: 'The address of a GET has a greatest length, the body of a POST has none.',
    conditions: [
      {
        where: 'an address is four megabytes long',
        cells: ['post/limits/{typed,link,form-get,fetch}/4MB'],
        shows: /^(?:no-request|browser-ended)$/,
      },
      {
        where: 'an address is two megabytes long',
        cells: ['post/limits/{typed,link,form-get,fetch}/2MB'],
        shows: /^(?:no-request|browser-ended)$/,
      },
      { where: 'a body is far longer', cells: ['post/limits/form-post/16MB', 'post/limits/fetch-post/{16MB,256MB}'], shows: /^arrived$/ },
    ],
  },
  {
    id: 'GP-8',
    sentence: 'What a GET sends must be ASCII and is percent-encoded; the body of a POST need not be.',
    conditions: [
      {
        where: 'an address carries it',
        cells: ['post/encoding/*/{typed-*,link-path,link-query,form-get,fetch-path,fetch-query}/*'],
        shows: noRawOctet,
      },
      { where: 'a form posts it as multipart or plain text', cells: ['post/encoding/UTF-8/{form-multipart,form-text}/*'], shows: rawOctet },
      { where: 'fetch() posts it', cells: ['post/encoding/UTF-8/{fetch-text,fetch-form-data}/*'], shows: rawOctet },
      { where: 'a form posts it as forms do when nothing is said', cells: ['post/encoding/UTF-8/form-urlencoded/*'], shows: rawOctet },
    ],
  },
  {
    id: 'GP-9',
    sentence: 'A GET can be repeated without harm, so browsers repeat it unasked and ask before they repeat a POST.',
    conditions: [
      {
        where: 'a person reloads the answer to a POST',
        cells: [`post/reload/${postResults}/{key-reload,key-hard-reload,toolbar-reload}/asked`],
        shows: /^yes$/,
      },
      {
        where: 'that page’s own script reloads it',
        cells: [`post/reload/${postResults}/{location-reload,history-go-0,navigation-reload}/asked`],
        shows: /^yes$/,
      },
      {
        where: 'a POST led to a GET and that is reloaded',
        cells: ['post/reload/see-other/{key-reload,key-hard-reload,toolbar-reload}/asked'],
        shows: /^no$/,
      },
      {
        where: 'the connection of a GET ends before it is answered',
        cells: ['post/repeats/*/{close,reset}-before/{frame-get,window-get,fetch-get}'],
        shows: /^twice/,
      },
      {
        where: 'the connection of a POST ends before it is answered',
        cells: ['post/repeats/*/{close,reset}-before/{frame-post,window-post,fetch-post}'],
        shows: /^once/,
      },
      {
        where: 'a script submits a form again while its POST is under way',
        cells: ['post/duplicates/post/*-in-flight'],
        shows: /^once$/,
      },
      {
        where: 'a person clicks the button of a form again while its POST is under way',
        cells: ['post/clicked-twice/post'],
        shows: /^once$/,
      },
      { where: 'a browser asks for something ahead of time', cells: ['post/speculation/*'], shows: 'conforms' },
      {
        where: 'a page got by GET that nobody may store is gone back to',
        cells: ['history/traversal/*/off/*/no-store'],
        shows: /^fetched$/,
      },
      {
        where: 'the answer to a POST is gone back or forward to, and nobody was asked',
        cells: ['post/back-forward/*/*/*/*/sent'],
        shows: /^nothing$/,
      },
      {
        where: 'a person reloads what is shown in place of that answer',
        cells: ['post/back-forward/*/*/*/*/insisted'],
        shows: /^asked-POST$/,
        silent: /^needless$/,
      },
      {
        where: 'a person looks at the source of that answer, and nobody was asked',
        cells: ['post/view-source/post/*'],
        shows: /^(?!.*POST)/,
      },
      {
        where: 'the tab or the browser with that answer is opened again after it was closed or killed, and nobody was asked',
        cells: ['post/restore/*/{ok,no-store}/sent'],
        shows: /^(?!.*POST)/,
      },
      {
        where: 'a person reloads what is shown there in place of that answer',
        cells: ['post/restore/*/{ok,no-store}/insisted'],
        shows: /^asked-POST$/,
        silent: /^needless$/,
      },
    ],
  },
  {
    id: 'GP-10',
    sentence: 'A GET leaves in one piece; a POST sends its headers, waits for 100 Continue, then sends the body.',
    conditions: [
      { where: 'a GET goes out, is it one segment?', cells: ['connections/request-segments/*/GET/*'], shows: /^one-segment$/ },
      {
        where: 'a POST has a body, does its head leave in segments of its own?',
        cells: ['connections/request-segments/*/POST/*-octets'],
        shows: /^head-apart$/,
      },
      {
        where: 'a form or a script posts a body of 16 octets to one megabyte, does that wait?',
        cells: ['post/body-unasked/*/*/*'],
        shows: /^after-100-continue$/,
      },
    ],
  },
  {
    id: 'GP-11',
    sentence: 'Over http GET and POST can be read on the wire equally well; only https hides either.',
    conditions: [
      { where: 'a GET goes over http', cells: ['post/overheard/http/*-get'], shows: /^readable$/ },
      { where: 'a POST goes over http', cells: ['post/overheard/http/*-post'], shows: /^readable$/ },
      { where: 'a GET goes over https', cells: ['post/overheard/https/*-get'], shows: /^hidden$/ },
      { where: 'a POST goes over https', cells: ['post/overheard/https/*-post'], shows: /^hidden$/ },
    ],
  },
];
