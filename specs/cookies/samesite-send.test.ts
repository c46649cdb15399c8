import { afterAll, expect, test } from 'vitest';
import { triggerFacts } from '../../harness/catalogue/triggers.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import { startWorld } from '../../servers/world.ts';
import check from './samesite-send.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

/** The verdicts for a browser that makes every request at once and sends the same cookies with each. */
function verdictsWith(cookies: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const header = cookies.map((name) => `${name}=1`).join('; ');
  return fakeVerdicts(check, world, (url, page) => {
    if (url.pathname !== '/login') return;
    page.arrive('/login');
    for (const name of Object.keys(triggerFacts)) page.arrive(`/arrive/${name}`, cookies.length === 0 ? [] : [['Cookie', header]]);
    for (const name of ['fired', 'departed', 'typed', 'offered']) page.report(name, {});
  });
}

test('a browser that knows no SameSite deviates wherever it would be withheld', async () => {
  const verdicts = await verdictsWith(['Strict', 'Lax', 'None-Secure', 'absent', 'invalid', 'duplicate']);
  expect(verdicts.get('same-origin/img/Strict')).toBe('conforms');
  expect(verdicts.get('cross-site/img/None-Secure')).toBe('conforms');
  expect(verdicts.get('cross-site/img/Strict')).toBe('deviates');
  expect(verdicts.get('cross-site/form-post/Lax')).toBe('deviates');
  expect(verdicts.get('cross-site/link-click/Lax')).toBe('conforms');
  expect(verdicts.get('cross-site/fetch-omit-cors/None-Secure')).toBe('deviates');
});

test('a browser that sends no cookie is masked where third-party cookies may be the cause, and deviates elsewhere', async () => {
  const verdicts = await verdictsWith([]);
  expect(verdicts.get('cross-site/img/Strict')).toBe('masked');
  expect(verdicts.get('same-origin/img/Strict')).toBe('deviates');
  expect(verdicts.get('cross-site/link-click/None-Secure')).toBe('deviates');
  expect(verdicts.get('cross-site/link-click/Strict')).toBe('conforms');
});

test('cells that need a click are unsupported by a browser without hands', async () => {
  const verdicts = await verdictsWith([]);
  expect(verdicts.get('cross-site/window-open/Strict')).toBe('unsupported');
});
