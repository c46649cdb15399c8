import { expect, test } from 'vitest';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import { visitLog, type Sight, type VisitLog } from '../model/journey.ts';
import { readAnswers, sightsOf } from './person-asked.ts';

const name = 'key';
const isRequest = ({ target }: Arrival): boolean => target === '/result';

/** A log in which so many requests arrived before the answer no, after it, before the answer yes, and after that. */
function logOf(counts: readonly number[]): VisitLog {
  const wire = new WireLog();
  const marks = counts.map((count) => {
    for (let one = 0; one < count; one += 1) wire.record({ method: 'POST', target: '/result' } as Arrival);
    return wire.arrivals.length;
  });
  const [beforeNo = 0, afterNo = 0, beforeYes = 0] = marks;
  const [no, yes] = sightsOf(name);
  const first: Sight = { from: 0, to: beforeNo, ended: beforeNo > 0 ? 'come' : 'screen' };
  const second: Sight = { from: afterNo, to: beforeYes, ended: beforeYes > afterNo ? 'come' : 'screen' };
  return visitLog(wire, [], {
    sights: new Map<string, Sight>(
      counts.length > 2
        ? [
            [no, first],
            [yes, second],
          ]
        : [[no, first]],
    ),
  });
}

test('somebody was asked when nothing went out before an answer and only yes sent something', () => {
  const answers = readAnswers(logOf([0, 0, 0, 1]), { name, isRequest });
  expect(answers).toMatchObject({ asked: true, declined: [], sent: [{ method: 'POST' }] });
});

test('nobody was asked when something went out before any answer', () => {
  expect(readAnswers(logOf([1, 1]), { name, isRequest })).toMatchObject({ asked: false, sent: [{}, {}] });
});

test.each([
  ['no sent something all the same', [0, 1, 0, 1]],
  ['yes sent nothing', [0, 0, 0, 0]],
  ['it went out before the answer yes', [0, 0, 1, 0]],
])('nothing is decided when %s', (_, counts) => {
  expect(readAnswers(logOf(counts), { name, isRequest })).toMatch(/did not decide what was sent/);
});

test('a journey that never came so far tells nothing', () => {
  expect(readAnswers(visitLog(new WireLog(), []), { name, isRequest })).toBeUndefined();
  expect(readAnswers(logOf([0, 0]), { name, isRequest })).toMatch(/did not take away/);
});
