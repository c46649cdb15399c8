import { afterAll, expect, test } from 'vitest';
import { MachineLack } from '../../servers/machine-lack.ts';
import { startWorld } from '../../servers/world.ts';
import { expectation, html } from '../model/authority.ts';
import { perVisit, sideBySide } from '../model/axes.ts';
import { validateCheck, type Check } from '../model/check.ts';
import { awaitReport, type, type Step } from '../model/journey.ts';
import { fakeBrowser, type Behaviour } from './fake-browser.ts';
import { runCheck, summarize, type CheckRun } from './run-check.ts';

const world = await startWorld();
afterAll(() => world.close());

const clause = html('nav-history-apis', 'dom-open', 'window.open()');

/** Two visits of two cells: each asks whether a path was requested. */
function checkOf(more: (visit: string) => readonly Step[] = () => []): Check {
  const check: Check = {
    id: 'family/arrives',
    title: 'A request arrives',
    clauses: [clause],
    axes: { visit: perVisit(['first', 'second']), path: sideBySide(['one', 'two']) },
    visit: ({ visit }, stage) => ({
      recipes: {},
      steps: [type(stage.at('same-origin', `/${visit ?? ''}`)), awaitReport('done', 50), ...more(visit ?? '')],
    }),
    read: ({ path }, log) => ({ seen: log.arrivalAt(`/${path ?? ''}`) === undefined ? 'withheld' : 'sent' }),
    expect: () => [expectation(clause, 'sent')],
    evidence: ({ path }, log) => ({ arrivals: [log.arrivalAt(`/${path ?? ''}`)].filter((one) => one !== undefined) }),
  };
  validateCheck(check);
  return check;
}

const good: Behaviour = (_url, page) => {
  page.arrive('/one?query');
  page.arrive('/two');
  page.report('done');
};

async function run(check: Check, behave: Behaviour): Promise<CheckRun> {
  const fake = fakeBrowser(world, behave);
  return runCheck(check, fake.browser, fake.world, 1);
}

const verdicts = ({ cells }: CheckRun): Record<string, string> => Object.fromEntries(cells.map(({ id, verdict }) => [id, verdict]));

test('cells come in order, each judged from its visit’s arrivals', async () => {
  const result = await run(checkOf(), good);
  expect(verdicts(result)).toEqual({
    'family/arrives/first/one': 'conforms',
    'family/arrives/first/two': 'conforms',
    'family/arrives/second/one': 'conforms',
    'family/arrives/second/two': 'conforms',
  });
  expect(result.visits).toBe(2);
  expect(result.problems).toEqual([]);
});

test('what the machine lacks is told from what a driver cannot do', async () => {
  const fake = fakeBrowser(world, good);
  const noLane = { ...fake.world, openDirectLane: () => Promise.reject(new MachineLack('no such address')) };
  const { cells } = await runCheck({ ...checkOf(), lane: 'direct' }, fake.browser, noLane, 1);
  expect(cells[0]).toMatchObject({ observed: null, verdict: 'unsupported', reason: 'no such address', machineLacks: true });
  const { cells: byHand } = await runCheck(
    { ...checkOf(), visit: () => ({ recipes: {}, steps: [], hands: 'person' }) },
    fake.browser,
    fake.world,
    1,
  );
  expect(byHand[0]).toMatchObject({ verdict: 'unsupported', reason: 'a fake browser has no hands' });
  expect(byHand[0]).not.toHaveProperty('machineLacks');
});

test('a browser that does otherwise deviates', async () => {
  const result = await run(checkOf(), (url, page) => {
    page.arrive('/one');
    if (url.pathname === '/second') page.arrive('/two');
    page.report('done');
  });
  expect(verdicts(result)).toMatchObject({ 'family/arrives/first/two': 'deviates', 'family/arrives/second/two': 'conforms' });
});

test('every cell leads to its arrivals', async () => {
  const { cells, evidence } = await run(checkOf(), good);
  const record = evidence[cells[0]?.evidence ?? ''];
  expect(record?.arrivals).toMatchObject([{ request: 'GET /one?query HTTP/1.1', connection: '0 (tunnel)' }]);
});

test('a page that never reports is an error which says what was awaited; the other visit stands', async () => {
  const result = await run(checkOf(), (url, page) => {
    page.arrive('/one');
    page.arrive('/two');
    if (url.pathname === '/second') page.report('done');
  });
  expect(verdicts(result)).toMatchObject({ 'family/arrives/first/one': 'error', 'family/arrives/second/one': 'conforms' });
  expect(result.problems).toHaveLength(1);
  expect(result.problems[0]).toMatch(
    /^family\/arrives \(first\): waited 50 ms for the page's report «done»; the last arrival was GET https:\/\/www\.a-\w+\.test\/two$/,
  );
});

test('a page whose own script fails is an error, at once', async () => {
  const result = await run(checkOf(), (_url, page) => page.report('page-failure', { program: 'probe' }));
  expect(result.problems[0]).toContain('the page\'s own script failed: {"program":"probe"}');
});

test('a step that the driver cannot do leaves the cells it serves unsupported, and no others', async () => {
  const clicks = (): Step[] => [{ do: 'click', selector: '#two', serves: { path: 'two' } }];
  const result = await run(checkOf(clicks), good);
  expect(verdicts(result)).toMatchObject({ 'family/arrives/first/one': 'conforms', 'family/arrives/first/two': 'unsupported' });
  expect(result.cells[1]).toMatchObject({ observed: null, reason: 'a fake browser has no hands' });
  expect(result.problems).toEqual([]);
});

test('an optional wait that ends without its arrival goes on', async () => {
  const waits = (): Step[] => [{ do: 'await', what: 'nothing', until: () => false, deadlineMs: 1, optional: true }];
  expect(Object.values(verdicts(await run(checkOf(waits), good)))).toEqual(Array(4).fill('conforms'));
});

test('a browser that goes away costs the visits under way and to come, not those that are judged', async () => {
  const result = await run(checkOf(), (url, page) => {
    if (url.pathname === '/second') page.crash();
    else good(url, page);
  });
  expect(verdicts(result)).toEqual({
    'family/arrives/first/one': 'conforms',
    'family/arrives/first/two': 'conforms',
    'family/arrives/second/one': 'error',
    'family/arrives/second/two': 'error',
  });
  expect(result.problems).toEqual(['family/arrives (second): fake-1 ended in the middle of the run']);
});

test('a request that failed by our doing is not taken for one that the browser kept back: its visit is inconclusive', async () => {
  const result = await run(checkOf(), (url, page) => {
    page.arrive('/one');
    if (url.pathname === '/second') page.fault('no tunnel to the origin could be made (connect EADDRNOTAVAIL)');
    else page.arrive('/two');
    page.report('done');
  });
  expect(verdicts(result)).toEqual({
    'family/arrives/first/one': 'conforms',
    'family/arrives/first/two': 'conforms',
    'family/arrives/second/one': 'inconclusive',
    'family/arrives/second/two': 'inconclusive',
  });
  expect(result.cells[3]).toMatchObject({
    observed: null,
    reason: 'something failed under the visit, not by the browser: no tunnel to the origin could be made (connect EADDRNOTAVAIL)',
  });
});

test('a check that throws while it reads is an error of its own visit', async () => {
  const check = checkOf();
  const broken: Check = {
    ...check,
    read: (values, log) => {
      if (values['visit'] === 'first') throw new Error('no facts are known');
      return check.read(values, log);
    },
  };
  expect(verdicts(await run(broken, good))).toMatchObject({ 'family/arrives/first/one': 'error', 'family/arrives/second/one': 'conforms' });
});

test('a summary counts what is left out, by reason', () => {
  const check: Check = { ...checkOf(), omit: ({ path }) => (path === 'two' ? 'there is no second path' : undefined) };
  expect(summarize(check)).toMatchObject({ omitted: [{ reason: 'there is no second path', count: 2 }], claims: [] });
});

test('what has to reach an age is given the time, from its arrival on', async () => {
  const before = performance.now();
  const result = await run(
    checkOf(() => [{ do: 'let-age', since: '/one', ms: 40 }]),
    good,
  );
  expect(result.problems).toEqual([]);
  expect(performance.now() - before).toBeGreaterThan(75);
});

test('nothing ages that never arrived', async () => {
  const result = await run(
    checkOf(() => [{ do: 'let-age', since: '/three', ms: 40 }]),
    good,
  );
  expect(result.problems[0]).toContain('nothing has arrived at /three yet that could age');
});
