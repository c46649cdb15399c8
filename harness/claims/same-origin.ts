import { crossOrigin, type Claim } from './claim.ts';

const used = /^used$/;

export const sameOriginClaims: readonly Claim[] = [
  {
    id: 'SOP-1',
    sentence: 'Two addresses are of one origin exactly when their scheme, host and port are the same.',
    conditions: [
      { where: 'two parsed addresses are compared', cells: ['sop/same-origin-urls/*/*/origin'], shows: 'conforms' },
      { where: 'fetch() decides what a script may read', cells: ['sop/same-origin-urls/*/*/fetch'], shows: 'conforms' },
      { where: 'a script reaches into a frame', cells: ['sop/same-origin-urls/*/*/frame'], shows: 'conforms' },
    ],
  },
  {
    id: 'SOP-2',
    sentence:
      'Unless it is permitted, a script of another origin can neither read nor change a page’s content, cookies, storage or answers.',
    conditions: [
      {
        where: 'it reaches for the other page’s document',
        cells: [`sop/dom/${crossOrigin}/*/{document.*,window.document*,window.frameElement,element.*}/*`],
        shows: /^refused$/,
      },
      {
        where: 'it reaches for the other page’s storage',
        cells: [`sop/dom/${crossOrigin}/*/{localStorage.*,sessionStorage.*}/*`],
        shows: /^refused$/,
      },
      {
        where: 'it reads an answer that was not shared',
        cells: [`sop/embedding/${crossOrigin}/{fetch,fetch-*,xhr,img,script,stylesheet,iframe,embed,object,video}/plain/readable`],
        shows: /^hidden$/,
      },
      {
        where: 'it uses one of the few members that HTML leaves open to other origins',
        cells: [
          `sop/dom/${crossOrigin}/*/{location.href,window.location}/set`,
          `sop/dom/${crossOrigin}/*/{location.replace,window.postMessage,window.focus,window.blur,window.close}/call`,
          `sop/dom/${crossOrigin}/*/{window.location,window.closed,window.length}/get`,
        ],
        shows: /^refused$/,
      },
    ],
  },
  {
    id: 'SOP-3',
    sentence: 'Following a link to another origin is allowed.',
    conditions: [{ where: 'a link or window.open leads there', cells: [`sop/links/${crossOrigin}/*/arrives`], shows: /^arrived$/ }],
  },
  {
    id: 'SOP-4',
    sentence: 'Being redirected to another origin is allowed.',
    conditions: [
      { where: 'a page is navigated', cells: [`sop/redirects/${crossOrigin}/navigation-*/**/method`], shows: /^(?!no-request$)/ },
      { where: 'a frame is navigated', cells: [`sop/redirects/${crossOrigin}/frame-*/**/method`], shows: /^(?!no-request$)/ },
      {
        where: 'an image or a script is loaded',
        cells: [`sop/redirects/${crossOrigin}/{img,script}/**/method`],
        shows: /^(?!no-request$)/,
      },
      {
        where: 'a script fetches what is not shared',
        cells: [`sop/redirects/${crossOrigin}/fetch-get-unshared/**/method`],
        shows: /^(?!no-request$)/,
      },
    ],
  },
  {
    id: 'SOP-5',
    sentence: 'Submitting a form to another origin is allowed.',
    conditions: [{ where: 'a form is submitted there', cells: [`sop/forms/${crossOrigin}/*/*/method`], shows: /^(?:GET|POST)$/ }],
  },
  {
    id: 'SOP-6',
    sentence: 'Scripts, style sheets, images and frames of another origin may be embedded.',
    conditions: [
      { where: 'script src names it', cells: [`sop/embedding/${crossOrigin}/script/plain/used`], shows: used },
      { where: 'link href names a style sheet', cells: [`sop/embedding/${crossOrigin}/stylesheet/plain/used`], shows: used },
      { where: 'img src names it', cells: [`sop/embedding/${crossOrigin}/img/plain/used`], shows: used },
      { where: 'iframe src names it', cells: [`sop/embedding/${crossOrigin}/iframe/plain/used`], shows: used },
      { where: 'the script is a module', cells: [`sop/embedding/${crossOrigin}/script-module/plain/used`], shows: used },
    ],
  },
  {
    id: 'SOP-7',
    sentence: 'Every browser that runs scripts enforces the same-origin policy.',
    conditions: [
      {
        where: 'a script reads another origin’s document',
        cells: [`sop/dom/${crossOrigin}/*/{document.*,localStorage.*}/get`],
        shows: /^refused$/,
      },
      {
        where: 'a script reads another origin’s answer',
        cells: [`sop/embedding/${crossOrigin}/{fetch,xhr}/plain/readable`],
        shows: /^hidden$/,
      },
    ],
  },
];
