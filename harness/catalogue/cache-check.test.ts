import { afterAll, expect, test } from 'vitest';
import { requestNumberHeader, type PlayedAnswer } from '../../servers/cache-case.ts';
import { startWorld } from '../../servers/world.ts';
import { fakeBrowser, type Behaviour } from '../engine/fake-browser.ts';
import { runCheck } from '../engine/run-check.ts';
import { validateCheck, type Check } from '../model/check.ts';
import { playThrough, shown, type ModelCache } from '../oracles/http-cache-play.ts';
import { controls, control, fresh, steps, twice, type JudgedCase } from './cache-cases/case.ts';
import { methodCases } from './cache-cases/methods.ts';
import { sections } from './cache-cases/sections.ts';
import { cacheCheck } from './cache-check.ts';
import { baseOf } from './cache-visit.ts';

const world = await startWorld();
afterAll(() => world.close());

const cases: readonly JudgedCase[] = [
  twice('fresh', 'required', sections.constructing, fresh),
  twice('no-cache', 'required', sections.noCache, control('no-cache, max-age=3600')),
  steps('other-variant', 'required', sections.vary, [
    { requestHeaders: [['X-One', '1']], responseHeaders: [...fresh, ['Vary', 'X-One']] },
    { requestHeaders: [['X-One', '2']] },
  ]),
];

/** A browser whose page runs the cases, with a modelled cache for each. */
function browserWith(cache: () => ModelCache, played: readonly JudgedCase[]): Behaviour {
  return (_url, page) => {
    const answers: Record<string, unknown> = {};
    for (const spec of [controls.fresh, controls.noStore, ...played]) {
      const traces = playThrough(spec, cache());
      for (const [index, { arrivals }] of traces.entries()) {
        for (const { url, headers } of arrivals) {
          page.arrive(baseOf(spec) + url, [...Object.entries(headers), [requestNumberHeader, String(index + 1)]]);
        }
      }
      answers[baseOf(spec)] = traces.map(({ got }) => got);
    }
    page.report('cases-0', answers);
    page.report('cases', { reports: 1 });
  };
}

async function verdicts(cache: () => ModelCache, played = cases): Promise<Record<string, string>> {
  const check = cacheCheck({ id: 'caching/some', title: 'Some cases', cases: played }) as unknown as Check;
  validateCheck(check);
  const fake = fakeBrowser(world, browserWith(cache, played));
  const { cells, problems } = await runCheck(check, fake.browser, fake.world);
  expect(problems).toEqual([]);
  return Object.fromEntries(cells.map(({ axes, verdict }) => [axes['case'] ?? '', verdict]));
}

/** Keeps what may be kept; what it looks at is up to `mayKeep`. */
const keeping = (mayKeep: (answer: PlayedAnswer) => boolean, keyOf: (question: Parameters<ModelCache>[0]) => string): ModelCache => {
  const kept = new Map<string, PlayedAnswer>();
  return (question, forward) => {
    const answer = kept.get(keyOf(question)) ?? forward({});
    if (mayKeep(answer)) kept.set(keyOf(question), answer);
    return shown(answer);
  };
};
const says = (answer: PlayedAnswer, pattern: RegExp): boolean => answer.headers.some(([, value]) => pattern.test(value));

test('a cache that does as it is told conforms', async () => {
  const told = (): ModelCache =>
    keeping(
      (answer) => !says(answer, /no-store|no-cache/),
      ({ url, headers }) => `${url} ${headers['x-one'] ?? ''}`,
    );
  expect(await verdicts(told)).toEqual({ fresh: 'conforms', 'no-cache': 'conforms', 'other-variant': 'conforms' });
});

/** Looks at nothing but the address and no-store. */
const overlooking = (): ModelCache =>
  keeping(
    (answer) => !says(answer, /no-store/),
    ({ url }) => url,
  );

test('a cache that overlooks Vary or no-cache deviates there', async () => {
  expect(await verdicts(overlooking)).toEqual({ fresh: 'conforms', 'no-cache': 'deviates', 'other-variant': 'deviates' });
});

test('without a cache nothing is said, nor with one that keeps what it must not', async () => {
  const masked = { fresh: 'masked', 'no-cache': 'masked', 'other-variant': 'masked' };
  expect(await verdicts(() => (_, forward) => shown(forward({})))).toEqual(masked);
  expect(
    await verdicts(() =>
      keeping(
        () => true,
        ({ url }) => url,
      ),
    ),
  ).toEqual(masked);
});

test('a cache that overlooks the method deviates, but for a POST that says what a GET or HEAD would get', async () => {
  const found = Object.entries(await verdicts(overlooking, methodCases));
  expect(found.filter(([, verdict]) => verdict !== 'deviates').map(([name]) => name)).toEqual([
    'post-naming-itself-then-get',
    'post-naming-itself-then-head',
  ]);
});
