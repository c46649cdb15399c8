import { expect, test } from 'vitest';
import { visitLog, type Sight, type VisitLog } from '../model/journey.ts';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import { readTwoAnswers, sightsOf } from './asked-twice.ts';

const name = 'key';
const isRequest = ({ target }: Arrival): boolean => target === '/result';

/** A log in which so many requests arrived before the answer no, after it, before the answer yes, and after that. */
function logOf(counts: readonly [number, number, number, number]): VisitLog {
  const wire = new WireLog();
  const marks = counts.map((count) => {
    for (let one = 0; one < count; one += 1) wire.record({ method: 'POST', target: '/result' } as Arrival);
    return wire.arrivals.length;
  });
  const [beforeNo = 0, afterNo = 0, beforeYes = 0] = marks;
  const [no, yes] = sightsOf(name);
  const sights = new Map<string, Sight>([
    [no, { from: 0, to: beforeNo, ended: 'screen' }],
    [yes, { from: afterNo, to: beforeYes, ended: 'screen' }],
  ]);
  return visitLog(wire, [], sights);
}

test('somebody was asked when nothing went out before an answer and only yes sent something', () => {
  expect(readTwoAnswers(logOf([0, 0, 0, 1]), { name, isRequest })).toMatchObject({
    asked: true,
    declined: [],
    accepted: [{ method: 'POST' }],
  });
});

test('nobody was asked when both times something went out first', () => {
  expect(readTwoAnswers(logOf([1, 0, 1, 0]), { name, isRequest })).toMatchObject({ asked: false });
});

test.each([
  ['no sent something all the same', [0, 1, 0, 1]],
  ['yes sent nothing', [0, 0, 0, 0]],
  ['the rounds differ', [1, 0, 0, 1]],
  ['it went out before the answer yes', [0, 0, 1, 0]],
] as const)('nothing is decided when %s', (_, counts) => {
  expect(readTwoAnswers(logOf(counts), { name, isRequest })).toMatch(/did not decide what was sent/);
});

test('a journey that never came so far tells nothing', () => {
  expect(readTwoAnswers(visitLog(new WireLog(), []), { name, isRequest })).toBeUndefined();
});
