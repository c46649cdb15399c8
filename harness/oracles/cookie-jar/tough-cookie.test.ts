import fc from 'fast-check';
import { CookieJar } from 'tough-cookie';
import { expect, test } from 'vitest';
import { CookieJarModel } from './index.ts';

/**
 * On plain headers a second implementation must agree. Plain means without what RFC 10025 changed or tough-cookie reads
 * otherwise: no cookie without a name, no `SameSite=None`, no `Domain` equal to the host (tough-cookie does not tell
 * it from a host-only cookie), no insecure connection to set from, no lifetime beyond the limit, no `__Host-` with a
 * `Path` that is none.
 */
const now = new Date();
const hosts = ['www.site.com', 'deep.www.site.com'] as const;
const paths = ['/', '/dir', '/dir/', '/directory'] as const;

const urls = fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(...paths)).map(([host, path]) => new URL(`https://${host}${path}`));
const seconds = fc.oneof(fc.constantFrom(-1, 0), fc.integer({ min: 60, max: 34_000_000 }));
const attribute = fc.oneof(
  fc.constantFrom('Secure', ' SECURE\t', 'secure=no'),
  fc.constantFrom('HttpOnly', 'httponly='),
  fc.constantFrom('SameSite=Lax', 'SameSite=Strict', 'SameSite', 'Unknown=1', ''),
  fc.constantFrom('Domain=site.com', 'DOMAIN=.SITE.com'),
  fc.constantFrom('Domain=site.com.', 'Domain=com', 'Domain=ite.com', 'Expires=soon', 'Max-Age=1x', 'Max-Age'),
  fc.constantFrom(...paths.map((path) => `path = ${path}`), 'Path', 'Path=relative'),
  seconds.map((age) => `Max-Age=${String(age)}`),
  seconds.map((age) => `Expires=${new Date(now.getTime() + age * 1000).toUTCString()}`),
);
const headers = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b') }, { weight: 1, arbitrary: fc.constantFrom('A', '__Secure-a', '__Host-a') }),
    fc.constantFrom('', '1', '"2 3"', 'x=y', '%20'),
    fc.array(attribute, { maxLength: 4 }),
  )
  .map(([name, value, attributes]) => [`${name}=${value}`, ...attributes].join('; '))
  .filter((header) => !/^__Host-.*; Path(?:;|$|=relative)/.test(header));
const settings = fc.record({ header: headers, url: urls, script: fc.boolean() });

test('tough-cookie agrees on plain headers', () => {
  fc.assert(
    fc.property(fc.array(settings, { minLength: 1, maxLength: 8 }), urls, fc.boolean(), fc.boolean(), (set, url, plain, script) => {
      const ours = new CookieJarModel();
      const theirs = new CookieJar(undefined, { prefixSecurity: 'silent' });
      for (const [index, { header, url: setAt, script: byScript }] of set.entries()) {
        const then = new Date(now.getTime() + index * 1000);
        ours.set(header, { url: setAt, api: byScript ? 'script' : 'http', now: then });
        theirs.setCookieSync(header, setAt.href, { http: !byScript, now: then, ignoreError: true });
        // tough-cookie drops expired cookies when it looks at them, RFC 10025 at once.
        for (const host of hosts) theirs.getCookiesSync(`https://${host}/`, { allPaths: true });
      }
      const asked = new URL(plain ? url.href.replace('https:', 'http:') : url.href);
      expect(ours.cookieHeader(asked, { api: script ? 'script' : 'http', now: new Date(now.getTime() + 10_000) }) ?? '').toBe(
        theirs.getCookieStringSync(asked.href, { http: !script }),
      );
    }),
    { numRuns: 500, seed: 1 },
  );
});
