import type { Arrival } from '../../servers/wire-log.ts';
import type { Deed, Serves, Step, VisitLog } from '../model/journey.ts';

/** What a person provokes: a request that the browser may ask about before it sends it. */
export interface Provocation {
  /** Tells it from the others of its visit. */
  readonly name: string;
  /** The deed of the first round, and of the second one, which only a browser that asks comes to. */
  readonly deeds: readonly [Deed, Deed];
  /** True of the requests that the deed may lead to. */
  readonly isRequest: (arrival: Arrival) => boolean;
  /** True when what was provoked has come to its end since there were `from` arrivals: usually, that the page is there. */
  readonly isOver: (log: VisitLog, from: number) => boolean;
  readonly serves: Serves;
  /** Only if it says true of what has been seen. */
  readonly when?: (log: VisitLog) => boolean;
}

/**
 * What every page that a person watches has in its middle. All have the same, so that one in place of another is no change on the
 * screen; and one that is not drawn yet is told from one that is.
 */
export const watchedBody = '<p style="position:fixed;inset:40% 0 auto;text-align:center;font:60px sans-serif">originwatch</p>';

/** Keys that answer a prompt. */
const [no, yes] = ['Escape', 'Return'] as const;

/** Names of the sights of both rounds. */
export const sightsOf = (name: string): readonly [string, string] => [`${name}, answer no`, `${name}, answer yes`];
const declinedSight = (name: string): string => `${name}, declined`;

const endedOnScreen = (log: VisitLog, sight: string): boolean => log.sight(sight)?.ended === 'screen';

/**
 * A person provokes the request and says no to whatever comes up on the screen; once that has gone they provoke the request
 * again and say yes. The answers, not the picture, tell whether anybody was asked. Where a request goes out before any answer
 * nobody was, and there is no second round.
 */
export function provoke({ name, deeds, isRequest, isOver, serves, when = () => true }: Provocation): readonly Step[] {
  const [first, second] = sightsOf(name);
  const declined = declinedSight(name);
  const watched = { what: `a request or a prompt after ${name}`, serves } as const;
  const until = (log: VisitLog, from: number): boolean => log.arrivals.slice(from).some(isRequest) || isOver(log, from);
  /** How many arrivals there had been before the page that is under way was asked for; undefined when none is. */
  const underWaySince = (log: VisitLog): number | undefined =>
    [second, declined, first]
      .map((as) => log.sight(as))
      .find((sight) => sight?.ended === 'come' || (sight?.ended === 'screen' && sight === log.sight(second)))?.from;
  return [
    { do: 'watch', as: first, act: deeds[0], until, when, ...watched },
    // A prompt goes in several moves on a busy machine, and keys that are pressed in between are lost.
    {
      do: 'watch',
      as: declined,
      act: { do: 'press', keys: no },
      until,
      restores: first,
      when: (log) => endedOnScreen(log, first),
      ...watched,
    },
    { do: 'watch', as: second, act: deeds[1], until, when: (log) => endedOnScreen(log, declined), ...watched },
    { do: 'press', keys: yes, when: (log) => endedOnScreen(log, second), serves },
    {
      do: 'await',
      what: `the end of ${name}`,
      until: (log) => {
        const from = underWaySince(log);
        return from === undefined || isOver(log, from);
      },
      optional: true,
      serves,
    },
  ];
}

/** Whether somebody was asked, what was sent after the answer no, and what after yes, or without any question. */
export interface Answers {
  readonly asked: boolean;
  readonly declined: readonly Arrival[];
  readonly sent: readonly Arrival[];
}

/**
 * Somebody was asked when nothing went out until there was an answer and the answer decided what did; nobody was when
 * something went out, or all came to its end, before any answer. Otherwise a sentence says what happened instead; undefined
 * when nothing was provoked.
 */
export function readAnswers(log: VisitLog, { name, isRequest }: Pick<Provocation, 'name' | 'isRequest'>): Answers | string | undefined {
  const [first, second] = sightsOf(name).map((as) => log.sight(as));
  const sent = (from: number, to?: number): readonly Arrival[] => log.arrivals.slice(from, to).filter(isRequest);
  if (first === undefined) return undefined;
  if (first.ended === 'come') return { asked: false, declined: [], sent: sent(first.from) };
  if (first.ended === 'patience') return 'neither did anything arrive nor did anything come up on the screen';
  if (second === undefined) {
    return `something was on the screen that the answer no did not take away; what arrived: ${listed(sent(first.from))}`;
  }
  const declined = sent(first.from, second.from);
  const accepted = sent(second.from);
  const unanswered = sent(second.from, second.to);
  if (declined.length === 0 && unanswered.length === 0 && accepted.length > 0) return { asked: true, declined, sent: accepted };
  return (
    `something was on the screen, but the answers did not decide what was sent: after the answer no ${listed(declined)}, ` +
    `before the answer yes ${listed(unanswered)}, in all ${listed(accepted)}`
  );
}

function listed(arrivals: readonly Arrival[]): string {
  return arrivals.map(({ method, target }) => `${method} ${target}`).join(' and ') || 'nothing';
}
