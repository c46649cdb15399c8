import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { visitLog, type Seen, type VisitLog } from '../../harness/model/journey.ts';
import { judge, type Verdict } from '../../harness/model/verdict.ts';
import type { Stage } from '../../servers/stage.ts';
import { exchange } from '../../servers/test-client.ts';
import { startWorld } from '../../servers/world.ts';
import backForward from './back-forward.spec.ts';
import bodyUnasked from './body-unasked.spec.ts';
import clickedTwice from './clicked-twice.spec.ts';
import repeats from './repeats.spec.ts';
import speculation from './speculation.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

/** What came of requests that a browser of our own sends over the direct lane, each on a connection of its own. */
async function logOf(requests: readonly { readonly lines: readonly string[]; readonly body?: string }[], seen?: Seen): Promise<VisitLog> {
  const stage: Stage = world.openStage();
  await world.openDirectLane(stage);
  stage.recipes = { '/*': { status: 204 } };
  const { hostname, port, host } = new URL(stage.directUrl('http', '/'));
  for (const { lines, body = '' } of requests) {
    const length = `content-length: ${String(body.length)}`;
    await exchange(connect(Number(port), hostname), [...lines, `host: ${host}`, length, 'connection: close'], body);
  }
  return visitLog(stage.log, [], seen);
}

const report = (name: string, value: unknown): { lines: string[]; body: string } => ({
  lines: [`POST /.ow/report?name=${name} HTTP/1.1`],
  body: JSON.stringify(value),
});
const verdictOf = (check: typeof speculation, values: Record<string, string>, log: VisitLog): Verdict['kind'] =>
  judge(check.read(values, log), check.expect(values)).kind;

test('a browser that asks ahead of time by POST deviates', async () => {
  const log = await logOf([report('looked', { known: ['prefetch', 'rules'] }), { lines: ['POST /ahead/link-prefetch HTTP/1.1'] }]);
  expect(verdictOf(speculation, { hint: 'link-prefetch' }, log)).toBe('deviates');
  expect(verdictOf(speculation, { hint: 'rules-prefetch' }, log)).toBe('inconclusive');
  expect(verdictOf(speculation, { hint: 'rules-for-post-form' }, log)).toBe('conforms');
});

test('a browser that asks before it sends a body is told from one that does not', async () => {
  const body = 'x'.repeat(16);
  const log = await logOf([
    { lines: ['POST /body/form-post/16B HTTP/1.1', 'expect: 100-continue'], body },
    { lines: ['POST /body/fetch-post/16B HTTP/1.1'], body },
  ]);
  const seen = (way: string): unknown => bodyUnasked.read({ scheme: 'http', way, size: '16B' }, log);
  expect(seen('form-post')).toEqual({ seen: 'after-100-continue' });
  expect(seen('fetch-post')).toEqual({ seen: 'unasked' });
});

test('a page that comes back without a request is masked where it may be what a cache answers a GET of its address with', async () => {
  const trip = { way: 'key-back', neighbour: 'same-origin', bfcache: 'off', cache: 'fresh-located' };
  const sights = new Map([['key-back-same-origin', { from: 2, to: 3, ended: 'come' as const }]]);
  const verdicts = async (looksUp: readonly string[], persisted = false): Promise<readonly Verdict['kind'][]> => {
    const shown = (show: number): ReturnType<typeof report> =>
      report('result-key-back-same-origin', { show, persisted: persisted && show > 1 });
    const request = (method: string, ...headers: string[]): { lines: string[] } => ({
      lines: [`${method} /result/key-back-same-origin HTTP/1.1`, ...headers],
    });
    const lookUps = looksUp.map((header) => request('GET', header));
    const log = await logOf([request('POST'), shown(1), ...lookUps, shown(2)], { sights });
    return ['shown', 'sent'].map((question) => verdictOf(backForward, { ...trip, question }, log));
  };
  expect(await verdicts(['x-look-up: 1'])).toEqual(['unspecified', 'conforms']);
  expect(await verdicts([])).toEqual(['masked', 'masked']);
  // A GET that brings the page is one by itself, and a page that was kept needs no cache.
  expect(await verdicts(['accept: text/html', 'x-look-up: 1'])).toEqual(['unspecified', 'deviates']);
  expect(await verdicts(['x-look-up: 1'], true)).toEqual(['masked', 'masked']);
});

test('a request on a connection that had carried none says nothing about repeats', async () => {
  const log = await logOf([report('tried', {}), { lines: ['POST /try/1/close-before/frame-post HTTP/1.1'] }]);
  expect(verdictOf(repeats, { over: 'http', failure: 'close-before', way: 'frame-post' }, log)).toBe('inconclusive');
});

test('a browser that ignores the second click on a form’s button, or sends the form once more by itself, deviates', async () => {
  for (const method of ['get', 'post']) {
    const submission = { lines: [`${method.toUpperCase()} /submitted HTTP/1.1`] };
    const after = async (submissions: number): Promise<Verdict['kind']> =>
      verdictOf(clickedTwice, { method }, await logOf(Array.from({ length: submissions }, () => submission)));
    expect(await Promise.all([1, 2, 3].map(after))).toEqual(['deviates', 'conforms', 'deviates']);
  }
});
