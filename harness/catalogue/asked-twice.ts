import type { Arrival } from '../../servers/wire-log.ts';
import type { Deed, Serves, Step, VisitLog } from '../model/journey.ts';

/**
 * A person provokes the same request twice. Where the browser asks before it sends, the first answer is no and the second one
 * yes, so that the answers, not the picture, tell whether anybody was asked.
 */
const answers = { no: 'Escape', yes: 'Return' } as const;
const rounds = ['no', 'yes'] as const;

/** What is provoked: `name` tells it from the others of its visit. */
export interface Provocation {
  readonly name: string;
  /** The deed of the first and of the second round. */
  readonly deeds: readonly [Deed, Deed];
  /** True of the requests that the deed may lead to. */
  readonly isRequest: (arrival: Arrival) => boolean;
  /** True when what was provoked has come to an end that allows the next deed: usually, that the page is there. */
  readonly isOver: (log: VisitLog, from: number) => boolean;
  readonly serves: Serves;
}

/** Names of the two sights that belong to a provocation. */
export const sightsOf = (name: string): readonly [string, string] => [`${name}, answer no`, `${name}, answer yes`];

/** Longest wait for what an answer leads to, in milliseconds; where it leads to nothing the reading says so. */
const answerDeadlineMs = 8000;

/** The steps of both rounds. */
export function provokeTwice({ name, deeds, isRequest, isOver, serves }: Provocation): readonly Step[] {
  return rounds.flatMap((answer, index): Step[] => {
    const as = sightsOf(name)[index] ?? name;
    const wasAsked = (log: VisitLog): boolean => log.sight(as)?.ended === 'screen';
    return [
      {
        do: 'watch',
        as,
        act: deeds[index] ?? deeds[0],
        what: `a request or a prompt after ${name}`,
        until: (log, from) => log.arrivals.slice(from).some(isRequest) || isOver(log, from),
        serves,
      },
      { do: 'press', keys: answers[answer], when: wasAsked, serves },
      {
        do: 'await',
        what: `what comes after ${as}`,
        // What is declined leaves the page where it is.
        until: (log) => (answer === 'no' && wasAsked(log)) || isOver(log, log.sight(as)?.from ?? 0),
        optional: true,
        deadlineMs: answerDeadlineMs,
        serves,
      },
    ];
  });
}

/** Whether somebody was asked, and what was sent in the round of each answer. */
export interface TwoAnswers {
  readonly asked: boolean;
  readonly declined: readonly Arrival[];
  readonly accepted: readonly Arrival[];
}

/**
 * Reads both rounds. Somebody was asked when nothing went out until there was an answer, and the answer decided what did; nobody
 * was when both times something went out first. Otherwise a sentence says what happened instead; undefined when the rounds
 * were never taken.
 */
export function readTwoAnswers(
  log: VisitLog,
  { name, isRequest }: Pick<Provocation, 'name' | 'isRequest'>,
): TwoAnswers | string | undefined {
  const [no, yes] = sightsOf(name).map((as) => log.sight(as));
  if (no === undefined || yes === undefined) return undefined;
  const sent = (from: number, to?: number): readonly Arrival[] => log.arrivals.slice(from, to).filter(isRequest);
  const unanswered = [sent(no.from, no.to), sent(yes.from, yes.to)];
  const [declined, accepted] = [sent(no.from, yes.from), sent(yes.from)];
  if (unanswered.every(({ length }) => length > 0)) return { asked: false, declined, accepted };
  if (unanswered.every(({ length }) => length === 0) && declined.length === 0 && accepted.length > 0)
    return { asked: true, declined, accepted };
  return (
    `something was on the screen, but the answers did not decide what was sent: before the answer no ${listed(unanswered[0])}, ` +
    `in all ${listed(declined)}; before the answer yes ${listed(unanswered[1])}, in all ${listed(accepted)}`
  );
}

function listed(arrivals: readonly Arrival[] = []): string {
  return arrivals.map(({ method, target }) => `${method} ${target}`).join(' and ') || 'nothing';
}
