import { afterAll, expect, test } from 'vitest';
import { hopPath } from '../../harness/catalogue/redirect-chains.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import { startWorld } from '../../servers/world.ts';
import check from './redirects.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

/** The verdicts for a browser that asks for the first address of one chain only, and says this of it. */
async function verdictsWith(said: unknown): Promise<readonly (string | undefined)[]> {
  const path = hopPath('frame-get/302/one', 0);
  const verdicts = await fakeVerdicts(check, world, (url, page) => {
    if (url.pathname === '/start') page.arrive(path);
    page.report(url.pathname === '/start' ? 'followed' : 'departed', { [path]: said, '/control/frame-get': { readable: true } });
  });
  return ['method', 'origin-header', 'readable'].map((question) => verdicts.get(`same-origin/frame-get/302/one/${question}`));
}

test('a chain that a browser was not through with says nothing of where it would have gone', async () => {
  expect(await verdictsWith(null)).toEqual(['inconclusive', 'inconclusive', 'inconclusive']);
});

test('a browser that gives a chain up deviates', async () => {
  expect(await verdictsWith({ readable: false })).toEqual(['deviates', 'deviates', 'deviates']);
});
