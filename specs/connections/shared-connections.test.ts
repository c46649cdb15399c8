import { expect, test } from 'vitest';
import { fakeArrival } from '../../harness/engine/fake-browser.ts';
import { visitLog, type VisitLog } from '../../harness/model/journey.ts';
import { judge } from '../../harness/model/verdict.ts';
import type { PolicySetting } from '../../harness/model/results.ts';
import { WireLog } from '../../servers/wire-log.ts';
import coalescing from './coalescing.spec.ts';
import multiplexing from './multiplexing.spec.ts';

const url = new URL('https://one-x.direct.localhost:8443/');

/** The log of requests that came to these paths on connections of these numbers. */
function logOf(came: readonly (readonly [path: string, connection: number])[], settings: readonly PolicySetting[] = []): VisitLog {
  const log = new WireLog();
  came.forEach(([path, id], place) => {
    log.record({ ...fakeArrival(url, path, [], 'GET', place), connection: { id, lane: 'direct', requests: 1, end: 'open' } });
  });
  return visitLog(log, settings);
}

test('a browser that opens more connections of HTTP/2 than one deviates; one that never asks settles nothing', () => {
  const kind = (...connections: readonly number[]): string => {
    const log = logOf(connections.map((id, number) => [`/together?${String(number)}`, id]));
    return judge(multiplexing.read({ over: 'http2' }, log), multiplexing.expect({ over: 'http2' })).kind;
  };
  expect([kind(1, 1, 1, 1), kind(1, 1, 1, 2), kind(1, 2, 3, 4), kind(1)]).toEqual(['conforms', 'deviates', 'deviates', 'inconclusive']);
});

const kindOf = (host: string, log: VisitLog): string => judge(coalescing.read({ host }, log), coalescing.expect({ host })).kind;
const covered = 'host-on-the-certificate';
const uncovered = 'host-not-on-the-certificate';

test('sharing a connection with a host that its certificate does not name deviates', () => {
  const log = logOf([
    ['/first', 1],
    [`/next/${uncovered}`, 1],
    [`/next/${covered}`, 1],
    ['/next/same-host', 1],
  ]);
  expect([kindOf(uncovered, log), kindOf(covered, log), kindOf('same-host', log)]).toEqual(['deviates', 'conflict', 'conforms']);
});

test('a connection of its own says nothing where certificates are accepted by force, or where nothing is shared at all', () => {
  const apart = [
    ['/first', 1],
    [`/next/${covered}`, 2],
    ['/next/same-host', 1],
  ] as const;
  const forced = { name: 'acceptInsecureCerts', value: 'true', reason: '' };
  expect(kindOf(covered, logOf(apart))).toBe('conforms');
  expect(kindOf(covered, logOf(apart, [forced]))).toBe('masked');
  expect(kindOf(covered, logOf([...apart.slice(0, 2), ['/next/same-host', 3]]))).toBe('masked');
  expect(kindOf(covered, logOf([['/first', 1]]))).toBe('inconclusive');
});
