import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import { visitsOf, type Check } from '../../harness/model/check.ts';
import { visitLog } from '../../harness/model/journey.ts';
import { judge } from '../../harness/model/verdict.ts';
import { stranger, thief, user } from '../../harness/oracles/session-life.ts';
import { impostor } from '../../servers/apps/altered-credential.ts';
import { sessionUserHeader } from '../../servers/apps/session-server.ts';
import { WireLog } from '../../servers/wire-log.ts';
import balancer from './balancer.spec.ts';
import browserRestart from './browser-restart.spec.ts';
import expiry from './expiry.spec.ts';
import fixation from './fixation.spec.ts';
import logout from './logout.spec.ts';
import readable from './readable.spec.ts';
import recognition from './recognition.spec.ts';
import serverRestart from './server-restart.spec.ts';
import tampering from './tampering.spec.ts';

const url = new URL('https://www.bank.test/');

/** The cells of `check` by verdict, where every service finds these people's sessions when it is asked, and requests carry `cookie`, or none. */
function cellsBy(verdict: string, check: Check, users: readonly string[], cookie: string | null = ''): readonly string[] {
  const cells = visitsOf(check).flatMap((plan) => plan.cells);
  const log = new WireLog();
  for (const { values } of cells) {
    const path = `/${values['kind'] ?? ''}/${values['variant'] ?? ''}`;
    const name = `sid${path.replaceAll('/', '-')}`;
    for (const user of users) {
      const arrival = fakeArrival(url, `${path}/who`, cookie === null ? [] : [['Cookie', `${name}=${cookie}`]], 'GET', 0);
      log.record(arrival);
      log.answer({ arrival, headers: [[sessionUserHeader, user]] });
    }
  }
  return cells
    .filter(({ values }) => judge(check.read(values, visitLog(log, [])), check.expect(values)).kind === verdict)
    .map(({ values }) => `${values['kind'] ?? ''}/${values['variant'] ?? ''}`);
}

const always = (user: string): readonly string[] => [user, user, user, user];
const cellsOf = (check: Check): number => visitsOf(check).flatMap(({ cells }) => cells).length;

test.each([
  [recognition, ['without']],
  [browserRestart, ['session']],
  [serverRestart, ['restarted']],
  [logout, ['own-request', 'copy']],
  [expiry, ['own-request', 'copy']],
  [tampering, ['payload', 'signature', 'algorithm']],
] as const)('servers that know whoever comes as the one who logged in deviate: $0.id', (check, variants) => {
  const cells = cellsBy('deviates', check, always(user));
  expect(new Set(cells.map((cell) => cell.split('/')[1]))).toEqual(new Set(variants));
  expect(cells).toContain(`memory/${variants[0]}`);
});

test.each([
  [recognition, 'memory/with-credential'],
  [browserRestart, 'memory/lasting'],
  [serverRestart, 'shared-store/restarted'],
  [logout, 'token-cookie/copy'],
  [tampering, 'memory/none'],
] as const)('servers that forget whom they knew deviate: $0.id', (check, cell) => {
  const cells = cellsBy('deviates', check, [user, 'nobody', 'nobody', 'nobody']);
  expect(cells).toContain(cell);
  expect(cells.length).toBeLessThan(cellsOf(check));
});

test('where not even the login was known nothing is judged', () => {
  for (const check of [recognition, browserRestart, serverRestart, logout, expiry, tampering, fixation]) {
    expect(cellsBy('masked', check, always('nobody')), check.id).toHaveLength(cellsOf(check));
  }
});

test('servers that believe a changed credential deviate wherever one was changed', () => {
  const believed = cellsBy('deviates', tampering, [user, impostor]).filter((cell) => !cell.endsWith('/none'));
  expect(believed).toHaveLength(cellsOf(tampering) - 4);
});

test('behind a balancer a memory that all servers share deviates, and so does one that none has', () => {
  expect(cellsBy('deviates', balancer, always(user))).toEqual(['memory/round-robin']);
  expect(cellsBy('deviates', balancer, always('nobody'))).toHaveLength(cellsOf(balancer));
});

test('an id that is kept at the login, or cannot be planted, turns the cells of fixation', () => {
  const shared = cellsBy('deviates', fixation, [thief, user]);
  expect(shared).toContain('memory/id-renewed');
  expect(shared).toContain('memory/host-prefix-id-kept');
  expect(shared).not.toContain('memory/id-kept');
  expect(cellsBy('deviates', fixation, [thief, thief])).toContain('memory/id-kept');
});

test('an id that says who somebody is deviates, and so does a session that says nothing', () => {
  const written = Buffer.from(`{"kept":{"user":"${user}"}}`).toString('base64');
  expect(cellsBy('deviates', readable, [user], written)).toEqual(['memory/without-key', 'shared-store/without-key']);
  expect(cellsBy('deviates', readable, [user], 's%3Aabc.def')).toContain('cookie-session/without-key');
});

test('a browser whose jar does not outlive it says nothing of what ends with it', () => {
  const cells = cellsBy('masked', browserRestart, [user, stranger], null);
  expect(cells).toEqual(
    ['memory', 'shared-store', 'cookie-session', 'token-cookie'].flatMap((kind) => [`${kind}/session`, `${kind}/lasting`]),
  );
});
