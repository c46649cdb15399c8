import type { Conversation } from '../../servers/capture/conversation.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';
import type { Step, VisitLog } from '../model/journey.ts';
import type { Observation } from '../model/observation.ts';
import type { Reading } from '../model/verdict.ts';

/** The arrivals at a path. */
export function arrivalsAt(path: string, log: Pick<VisitLog, 'arrivals'>): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
}

/** The captured connection that a request came on; undefined where the capture has not come so far. */
export function conversationOf({ connection, host, port }: Arrival, log: Pick<VisitLog, 'conversations'>): Conversation | undefined {
  return log.conversations.findLast(
    ({ browser, origin }) => browser.port === connection.browserPort && origin.address === host && origin.port === port,
  );
}

/** The captured connections that requests for a path came on, each once. */
export function conversationsAt(path: string, log: Pick<VisitLog, 'arrivals' | 'conversations'>): readonly Conversation[] {
  return [...new Set(arrivalsAt(path, log).flatMap((arrival) => conversationOf(arrival, log) ?? []))];
}

/** True when a connection has ended and the kernel was asked whose end it keeps. */
export function isSettled({ timeWait }: Conversation): boolean {
  return timeWait !== undefined;
}

/**
 * Waits until the connections of the requests at these paths have ended; a browser that leaves one open has the time of the
 * deadline, and what is to be read of an end is inconclusive then.
 */
export function awaitEnds(paths: readonly string[]): Step {
  return {
    do: 'await',
    what: 'the ends of the connections on the wire',
    until: (log) => paths.every((path) => arrivalsAt(path, log).length > 0 && conversationsAt(path, log).every(isSettled)),
    deadlineMs: 30_000,
    optional: true,
  };
}

/** One word for many connections: theirs where it is the same, or all of them. */
export function wordFor(
  conversations: readonly Conversation[],
  word: (conversation: Conversation) => Extract<Observation, string>,
): Reading {
  if (conversations.length === 0)
    return { seen: 'none', inconclusive: 'no connection of the kind was captured from its beginning to its end' };
  return { seen: [...new Set(conversations.map(word))].sort().join('+') };
}
