import { expect, test, vi } from 'vitest';
import { arrivalUrl, AwaitedTimeout, headerValues, pathOf, WireLog, type Arrival } from './wire-log.ts';

function arrival(target: string, headers: Arrival['headers'] = []): Arrival {
  return {
    seq: 0,
    at: 0,
    scheme: 'https',
    host: 'www.a-1.test',
    port: 443,
    method: 'GET',
    target,
    httpVersion: '1.1',
    headers,
    body: { length: 0, sha256: '', text: '' },
    connection: { id: 0, lane: 'tunnel', requests: 1, end: 'open' },
    reused: false,
  };
}

const arrivalAt = (log: WireLog, path: string) => (): Arrival | undefined => log.arrivals.find((one) => pathOf(one) === path);

test('an arrival that is already there is found at once', async () => {
  const log = new WireLog();
  log.record(arrival('/here?x=1'));
  await expect(log.waitFor(arrivalAt(log, '/here'), 'it', 1000)).resolves.toMatchObject({ target: '/here?x=1' });
});

test('a wait ends with the arrival that it is for', async () => {
  const log = new WireLog();
  const found = log.waitFor(arrivalAt(log, '/second'), 'the second', 1000);
  log.record(arrival('/first'));
  log.record(arrival('/second'));
  await expect(found).resolves.toMatchObject({ target: '/second' });
});

test('a deadline names what was awaited and what came last', async () => {
  const log = new WireLog();
  await expect(log.waitFor(arrivalAt(log, '/never'), 'the form’s POST', 1)).rejects.toThrow(
    'waited 1 ms for the form’s POST; nothing arrived at all',
  );
  log.record(arrival('/other'));
  const error = await log.waitFor(arrivalAt(log, '/never'), 'the form’s POST', 1).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AwaitedTimeout);
  expect(String(error)).toContain('the last arrival was GET https://www.a-1.test/other');
});

test('a wait goes on for as long as something comes', async () => {
  vi.useFakeTimers();
  try {
    const log = new WireLog();
    const waiting = log.waitFor(arrivalAt(log, '/last'), 'the last', 10);
    for (let step = 0; step < 5; step += 1) {
      await vi.advanceTimersByTimeAsync(8);
      log.record(arrival(step === 4 ? '/last' : '/step'));
    }
    await expect(waiting).resolves.toMatchObject({ target: '/last' });
  } finally {
    vi.useRealTimers();
  }
});

test('a full log fails every wait instead of filling the memory', async () => {
  const log = new WireLog(2);
  const waiting = log.waitFor(arrivalAt(log, '/never'), 'the end of a loop', 60_000);
  for (let round = 0; round < 5; round += 1) log.record(arrival('/loop'));
  await expect(waiting).rejects.toThrow('the wire log is full (2 entries) while waiting for the end of a loop');
  expect(log.arrivals).toHaveLength(2);
});

test('a wait ends with the reason of its signal', async () => {
  const log = new WireLog();
  const gone = new AbortController();
  const waiting = log.waitFor(arrivalAt(log, '/never'), 'it', 60_000, gone.signal);
  gone.abort(new Error('the browser is gone'));
  await expect(waiting).rejects.toThrow('the browser is gone');
  await expect(log.waitFor(arrivalAt(log, '/never'), 'it', 60_000, gone.signal)).rejects.toThrow('the browser is gone');
});

test('the latest report of a name is the one that counts', () => {
  const log = new WireLog();
  for (const value of [1, 2]) log.report({ name: 'done', value, arrival: arrival('/.ow/report?name=done') });
  expect(log.reported('done')).toBe(2);
  expect(log.reported('other')).toBeUndefined();
});

test('headers are found by name in any case, in order', () => {
  const lines = arrival('/', [
    ['Cookie', 'a=1'],
    ['accept', '*/*'],
    ['COOKIE', 'b=2'],
  ]);
  expect(headerValues(lines, 'cookie')).toEqual(['a=1', 'b=2']);
  expect(arrivalUrl(arrival('/x?y'))).toBe('https://www.a-1.test/x?y');
});

test('a question that throws ends its wait, and nothing else', async () => {
  const log = new WireLog();
  const asking = log.waitFor(
    () => {
      if (log.arrivals.length > 0) throw new Error('the page’s script failed');
      return undefined;
    },
    'it',
    60_000,
  );
  const other = log.waitFor(arrivalAt(log, '/x'), 'x', 1000);
  log.record(arrival('/x'));
  await expect(asking).rejects.toThrow('the page’s script failed');
  await expect(other).resolves.toMatchObject({ target: '/x' });
});
