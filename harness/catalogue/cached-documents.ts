import type { Scheme } from '../../servers/names.ts';
import { page, type Recipe } from '../../servers/recipe.ts';
import type { VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import { answerLines, requestsFor, reuseFailure, secondTime, type AnswerName, type SecondTime } from './cache-second-time.ts';

/** What a document does each time it is shown: leaves by a departure of the page library, comes again by itself, or stays. */
export type Turn = { readonly leave: string; readonly url: string } | 'reload' | 'stay';

/** Name of the report with which the document at `path` says which answer it is when it is shown for that time, from 1. */
export function shownName(path: string, time: number): string {
  return `shown-${path}-${String(time)}`;
}

/** A document that the origin gives in two answers, which say which of them they are, and that takes these turns. */
export function documentInTurn(path: string, name: AnswerName, turns: readonly Turn[]): Recipe {
  const answer = (number: number): Recipe => ({
    ...page('takeTurn', { answer: number, reportAs: `shown-${path}`, turns }, { headers: answerLines(name) }),
    validates: true,
  });
  return { inTurn: [answer(1), answer(2)] };
}

/** What became of the second time that the document at `path` was shown, by the origin's log and by the document's own word. */
export function readSecondTime(path: string, scheme: Scheme, log: VisitLog): Reading {
  const requests = requestsFor(log, path);
  const wire = secondTime(requests);
  if (requests.length === 0) return { seen: 'no-request', inconclusive: 'the browser never asked for it' };
  const answer = log.reported(shownName(path, 2));
  if (answer === undefined) return { seen: wire, inconclusive: 'the document was not shown a second time' };
  const seen = wire === 'requested' && answer === 1 ? ('reused-then-requested' satisfies SecondTime) : wire;
  const masked = reuseFailure(scheme, log);
  return masked === undefined ? { seen } : { seen, masked };
}
