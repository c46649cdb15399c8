import { afterAll, expect, test } from 'vitest';
import { realms } from '../../harness/catalogue/realms.ts';
import { fakeVerdicts } from '../../harness/engine/fake-verdicts.ts';
import { cellsOf, type Check } from '../../harness/model/check.ts';
import { startWorld } from '../../servers/world.ts';
import forbiddenMethods from './forbidden-methods.spec.ts';
import headerGuards from './header-guards.spec.ts';
import requestHeaders from './request-headers.spec.ts';
import responseHeaders from './response-headers.spec.ts';

const world = await startWorld();
afterAll(() => world.close());

interface Arriving {
  readonly path: string;
  readonly headers?: [string, string][];
  readonly method?: string;
}

/** How often each verdict is given to a browser whose probes all say `said` and whose requests all arrive. */
async function verdictsOf(check: Check, said: string, arriving: readonly Arriving[]): Promise<Record<string, number>> {
  const probes = new Proxy({}, { get: () => ({ said }) });
  const verdicts = await fakeVerdicts(check, world, (_, page) => {
    for (const { path, headers, method } of arriving) page.arrive(path, headers, method);
    for (const realm of realms) page.report(realm, probes);
  });
  const counts: Record<string, number> = {};
  for (const verdict of verdicts.values()) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

test('a browser that shows every header of every response deviates', async () => {
  const arriving = cellsOf(responseHeaders).map(({ values }) => ({
    path: ['/response', values['realm'], values['reader'], values['response']].join('/'),
  }));
  const counts = await verdictsOf(responseHeaders, 'Set-Cookie Set-Cookie2 X-Plain Content-Type', arriving);
  expect(counts['deviates']).toBeGreaterThan(200);
  expect(counts['masked']).toBeUndefined();
});

test('a browser that shows no header at all is masked, where it can be', async () => {
  const arriving = cellsOf(responseHeaders).map(({ values }) => ({
    path: ['/response', values['realm'], values['reader'], values['response']].join('/'),
  }));
  const counts = await verdictsOf(responseHeaders, '', arriving);
  expect(counts['deviates']).toBeUndefined();
  expect(counts['masked']).toBe(400);
});

test('a browser that sends whatever scripts put on a request deviates', async () => {
  const headers: [string, string][] = [
    ...['Cookie', 'Cookie2', 'Set-Cookie', 'Set-Cookie2', 'X-Cookie'].map((name): [string, string] => [name, 'script=1']),
    ['X-HTTP-Method-Override', 'TRACE, PUT'],
    ['X-Method-Override', 'GET, track'],
    ['Accept', 'text/script'],
  ];
  const arriving = cellsOf(requestHeaders).map(({ values }) => ({
    path: ['/request', values['realm'], values['writer'], values['header']].join('/'),
    headers,
  }));
  // Seven of eleven headers by each of the guarded means, and all but Accept by the no-CORS one.
  expect(await verdictsOf(requestHeaders, 'answered', arriving)).toEqual({ conforms: 71, deviates: 149 });
});

test('a browser that asks with every method deviates', async () => {
  const arriving = cellsOf(forbiddenMethods).map(({ values }) => ({
    path: ['/method', values['realm'], values['chooser'], values['method']].join('/'),
    ...(values['method'] === undefined ? {} : { method: values['method'] }),
  }));
  expect(await verdictsOf(forbiddenMethods, 'answered', arriving)).toEqual({ conforms: 24, deviates: 56 });
});

test('a browser without guards deviates', async () => {
  const counts = await verdictsOf(headerGuards, 'kept', []);
  expect(counts['deviates']).toBeGreaterThan(80);
});
