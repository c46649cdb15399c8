import { expect, test } from 'vitest';
import { simulate, type SimulatedJar } from '../../harness/catalogue/cookie-simulation.ts';
import type { Check } from '../../harness/model/check.ts';
import { CookieJarModel } from '../../harness/oracles/cookie-jar/index.ts';
import domain from './domain.spec.ts';
import httpOnly from './http-only.spec.ts';
import path from './path.spec.ts';
import prefixes from './prefixes.spec.ts';
import secure from './secure.spec.ts';

/** Each check, and what a browser does not see in a cookie that does not know the attribute (or the prefixes). */
const checks: readonly (readonly [name: string, check: Check, unseen: RegExp])[] = [
  ['HttpOnly', httpOnly, /;\s*HttpOnly[^;]*/gi],
  ['Secure', secure, /;\s*Secure[^;]*/gi],
  ['Domain', domain, /;\s*Domain[^;]*/gi],
  ['Path', path, /;\s*Path[^;]*/gi],
  ['prefixes', prefixes, /__(?:Secure|Host|Http)-/gi],
];

function deviating(check: Check, newJar: () => SimulatedJar): number {
  return simulate(check, newJar).filter(({ verdict }) => verdict === 'deviates').length;
}

test.each(checks)('%s: a browser that is the model never deviates', { timeout: 60_000 }, (_, check) => {
  expect(deviating(check, () => new CookieJarModel())).toBe(0);
});

test.each(checks)('%s: one that does not know it deviates in many cells', { timeout: 60_000 }, (_, check, unseen) => {
  const ignorant = (): SimulatedJar => {
    const jar = new CookieJarModel();
    return {
      set: (line, context) => jar.set(line.replace(unseen, ''), context),
      cookieHeader: (url, retrieval) => jar.cookieHeader(url, retrieval),
    };
  };
  expect(deviating(check, ignorant)).toBeGreaterThan(30);
});
