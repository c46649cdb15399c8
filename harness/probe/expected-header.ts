import { CookieJarModel, octets } from '../oracles/cookie-jar/index.ts';
import type { CookieCase } from './cookie-case.ts';
import { textOf } from './text.ts';

/** The `Cookie` line that RFC 10025 wants for a case, or null for none. */
export function expectedHeader({ setAt, setCookie, readAt }: CookieCase, now: Date): string | null {
  const jar = new CookieJarModel();
  for (const header of setCookie) {
    jar.set(fieldValue(octets(header)), { url: new URL(setAt), api: 'http', topLevelNavigation: true, now });
  }
  const line = jar.cookieHeader(new URL(readAt), { topLevelNavigation: true, now });
  return line === null ? null : textOf(line);
}

/**
 * What HTTP makes of a header before anyone looks for a cookie in it: a line feed ends it, with or without a carriage
 * return before (RFC 9112, 2.2).
 */
function fieldValue(header: string): string {
  return header.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
}
