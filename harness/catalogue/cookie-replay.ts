import { octets, type CookieJarModel, type SettingContext } from '../oracles/cookie-jar/index.ts';
import { deleteByCookieStore, setByCookieStore } from '../oracles/cookie-store-call.ts';
import { filled, type PlacedCase, type Stop } from './cookie-placement.ts';
import { storeActOf } from './cookie-visit.ts';

/** Any id serves: it only makes names unlike those of other visits. */
const visit = 'sample';

/** Takes a case through a jar's model instead of a browser. @returns the cookie-string that its last stop gets. */
export function replay(one: PlacedCase, jar: CookieJarModel, start: Date): string | null {
  let now = start;
  for (const stop of one.stops) {
    const context = { url: new URL(filled(stop.url, visit)), api: apiOf(stop), now };
    if (stop.asks) return ownPairs(one, jar.cookieHeader(context.url, context), visit);
    now = new Date(now.getTime() + stop.delayMs);
    for (const line of stop.set) {
      const header = headerOf(stop, filled(line, visit), context.url);
      if (header !== undefined) jar.set(header, { ...context, now });
    }
  }
  return null;
}

/** What is a case's own of a cookie-string: all of it, or at hosts that others use too the pairs that contain its id. */
export function ownPairs({ abroad }: PlacedCase, cookies: string | null, visit: string): string | null {
  if (abroad === undefined || cookies === null) return cookies;
  const id = filled(abroad, visit);
  const own = cookies.split('; ').filter((pair) => pair.includes(id));
  return own.length === 0 ? null : own.join('; ').replaceAll(id, '');
}

/** What a stop hands to the storage model, one character an octet; undefined where `cookieStore` refuses the call. */
function headerOf({ via }: Stop, line: string, url: URL): string | undefined {
  if (via === 'script') return octets(line);
  if (via !== 'cookie-store') return line;
  const { do: what, init } = storeActOf(line);
  return what === 'store' ? setByCookieStore(init, url) : deleteByCookieStore(init, url);
}

function apiOf({ via }: Stop): SettingContext['api'] {
  return via === 'websocket' ? 'http' : via;
}
