import type { CookieStoreInit } from '../../servers/document-acts.ts';

/** What `cookieStore.set()` hands to the storage model, as one header (Cookie Store API, «set a cookie»). */
export function cookieStoreHeader({
  name,
  value = '',
  domain,
  path = '/',
  expires,
  sameSite = 'strict',
  partitioned,
}: CookieStoreInit): string {
  return [
    `${name}=${value}`,
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    ...(expires === undefined ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
    `Path=${path}`,
    'Secure',
    `SameSite=${sameSite}`,
    ...(partitioned === true ? ['Partitioned'] : []),
  ].join('; ');
}
