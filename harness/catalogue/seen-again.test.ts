import { expect, test } from 'vitest';
import { WireLog, type Arrival } from '../../servers/wire-log.ts';
import { visitLog, type Sight, type VisitLog } from '../model/journey.ts';
import { sightsOf } from './person-asked.ts';
import { answerAgain, insist, readAgain, type Again, type SeenAgain } from './seen-again.ts';

const again: SeenAgain = {
  name: 'trip',
  isRequest: ({ target }) => target === '/result',
  isBack: (log, from) => log.arrivals.slice(from).some(({ target }) => target === '/back'),
  serves: {},
};

/** A log of what arrived in turn: before, on the way there, and, where the person insisted, after the answers no and yes. */
function logOf(
  ended: Sight['ended'],
  onTheWay: readonly string[],
  insisting?: readonly [no: readonly string[], yes: readonly string[]],
): VisitLog {
  const wire = new WireLog();
  const sights = new Map<string, Sight>();
  const arrive = (targets: readonly string[]): number => {
    for (const target of targets) wire.record({ method: target === '/result' ? 'POST' : 'GET', target } as Arrival);
    return wire.arrivals.length;
  };
  const see = (name: string, how: Sight['ended'], targets: readonly string[]): void => {
    const from = wire.arrivals.length;
    // What had to come ends the watching when it comes; what a screen ends may bring more later.
    sights.set(name, { from, to: how === 'come' ? from + 1 : from, ended: how });
    arrive(targets);
  };
  arrive(['/result', '/back']);
  see(again.name, ended, onTheWay);
  const [no, yes] = sightsOf('trip, insisting');
  if (insisting !== undefined) {
    see(no, insisting[0].length > 0 ? 'come' : 'screen', insisting[0]);
    if (insisting[0].length === 0) see(yes, 'screen', insisting[1]);
  }
  return visitLog(wire, [], { sights });
}

const words = (log: VisitLog, kept?: boolean): readonly unknown[] | string => {
  const seen = readAgain(again, log);
  return typeof seen === 'string' ? seen : (['shown', 'sent', 'insisted'] as const).map((question) => answerAgain(seen, question, kept));
};

test('a page that comes without a request was kept or stored', () => {
  expect(words(logOf('come', ['/back']))).toEqual(['from-store', 'nothing', 'needless']);
  expect(words(logOf('come', ['/back']), true)).toEqual(['kept', 'nothing', 'needless']);
});

test('a page that comes with one was sent for, unasked', () => {
  expect(words(logOf('come', ['/result', '/back']))).toEqual(['requested-again', 'POST', 'needless']);
});

test('a person who does not see it insists, and is asked or not', () => {
  expect(words(logOf('screen', [], [[], ['/result', '/back']]))).toEqual(['another-page', 'nothing', 'asked-POST']);
  expect(words(logOf('screen', [], [['/result', '/back'], []]))).toEqual(['another-page', 'nothing', 'unasked-POST']);
});

test('a page that was only late tells nothing', () => {
  expect(words(logOf('screen', [], [['/back'], []]))).toMatch(/on its way/);
  expect(words(visitLog(new WireLog(), []))).toMatch(/never came so far/);
});

test('a page that never comes is none from a store, and nobody waits for it twice', () => {
  const log = logOf('patience', []);
  expect(words(log)).toMatch(/neither did the page come back/);
  const last = insist(again).at(-1);
  expect(last?.do === 'await' && last.until(log)).toBe(true);
});

test('nobody insists on a page that is there, or on its way', () => {
  const [first] = insist(again);
  const when = (log: VisitLog): boolean | undefined => (first?.do === 'watch' ? first.when?.(log) : undefined);
  expect(when(logOf('screen', []))).toBe(true);
  expect(when(logOf('screen', ['/back']))).toBe(false);
  expect(when(logOf('screen', ['/result']))).toBe(false);
  expect(when(logOf('come', ['/back']))).toBe(false);
});

test('what was sent and answered reads as a word', () => {
  const unsent: Again = { sent: [], insisted: { asked: true, declined: [], sent: [] } };
  expect(answerAgain(unsent, 'insisted')).toBe('asked-nothing');
});
