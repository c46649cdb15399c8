/**
 * Which headers and methods Fetch keeps away from scripts, on their way out and back. Pure.
 */

const forbiddenRequestNames = [
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
];
const overrideNames = ['x-http-method', 'x-http-method-override', 'x-method-override'];
const noCorsSafelistedRequestNames = ['accept', 'accept-language', 'content-language', 'content-type'];
const safelistedResponseNames = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
];

/** https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase());
}

/** https://fetch.spec.whatwg.org/#forbidden-request-header */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (forbiddenRequestNames.includes(lower) || /^(?:proxy|sec)-/.test(lower)) return true;
  return overrideNames.includes(lower) && value.split(',').some((method) => isForbiddenMethod(method.trim()));
}

/** https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function isForbiddenResponseHeaderName(name: string): boolean {
  return ['set-cookie', 'set-cookie2'].includes(name.toLowerCase());
}

/** A `Headers` object's guard, by what it belongs to. */
export type Guard = 'none' | 'request' | 'request-no-cors' | 'response' | 'immutable';

/**
 * What comes of putting a header on a `Headers` object; of a no-CORS request's only short plain values are considered.
 * https://fetch.spec.whatwg.org/#concept-headers-append
 */
export function putHeader(guard: Guard, name: string, value: string): 'kept' | 'ignored' | 'TypeError' {
  switch (guard) {
    case 'none':
      return 'kept';
    case 'immutable':
      return 'TypeError';
    case 'request':
      return isForbiddenRequestHeader(name, value) ? 'ignored' : 'kept';
    case 'request-no-cors':
      return noCorsSafelistedRequestNames.includes(name.toLowerCase()) ? 'kept' : 'ignored';
    case 'response':
      return isForbiddenResponseHeaderName(name) ? 'ignored' : 'kept';
  }
}

/** How a script came by a response, and which header names the response exposes. */
export interface Reading {
  readonly type: 'basic' | 'cors' | 'opaque';
  /** The request's credentials mode is `include`. */
  readonly credentials: boolean;
  /** The value of `Access-Control-Expose-Headers`. */
  readonly exposes: string;
}

/** True when a script can see the header: https://fetch.spec.whatwg.org/#concept-filtered-response */
export function isResponseHeaderVisible(name: string, { type, credentials, exposes }: Reading): boolean {
  if (type === 'opaque' || isForbiddenResponseHeaderName(name)) return false;
  const lower = name.toLowerCase();
  if (type === 'basic' || safelistedResponseNames.includes(lower)) return true;
  const exposed = exposes.split(',').map((one) => one.trim().toLowerCase());
  return exposed.includes(lower) || (!credentials && exposed.includes('*'));
}
