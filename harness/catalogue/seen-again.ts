import type { Arrival } from '../../servers/wire-log.ts';
import type { Deed, Serves, Step, VisitLog } from '../model/journey.ts';
import type { Observation } from '../model/observation.ts';
import { provoke, readAnswers, sightsOf, type Answers, type Provocation } from './person-asked.ts';

/** A page that a person expects to see again, and watches for in the watch called `name`. */
export interface SeenAgain {
  readonly name: string;
  /** True of the requests that bring it. */
  readonly isRequest: (arrival: Arrival) => boolean;
  /** True when it has been there again since there were `from` arrivals. */
  readonly isBack: (log: VisitLog, from: number) => boolean;
  readonly serves: Serves;
}

/** What is shown and sent on the way, and, where neither is the page, what comes of a person's F5: whether they are asked, and what is sent. */
export const againQuestions = ['shown', 'sent', 'insisted'] as const;

const isBack = ({ name, isBack: back }: SeenAgain, log: VisitLog): boolean => {
  const sight = log.sight(name);
  return sight !== undefined && back(log, sight.from);
};
const requests = ({ isRequest }: SeenAgain, log: VisitLog, from: number, to?: number): readonly Arrival[] =>
  log.arrivals.slice(from, to).filter(isRequest);
const words = (arrivals: readonly Arrival[]): string => arrivals.map(({ method }) => method).join('+') || 'nothing';

/** True when something else than the page is on the screen, and nothing was asked for that would bring it. */
function isElsewhere(again: SeenAgain, log: VisitLog): boolean {
  const sight = log.sight(again.name);
  return sight?.ended === 'screen' && !isBack(again, log) && requests(again, log, sight.from).length === 0;
}

/** True when a person has waited for the page, a request for it or anything else on the screen, in vain. */
const isVain = (again: SeenAgain, log: VisitLog): boolean => log.sight(again.name)?.ended === 'patience';

/** A person who does not see the page reloads what is there instead, and says no, then yes to whatever is asked. */
function insistence(again: SeenAgain): Provocation {
  const reload: Deed = { do: 'press', keys: 'F5' };
  return {
    name: `${again.name}, insisting`,
    deeds: [reload, reload],
    isRequest: again.isRequest,
    isOver: (log) => isBack(again, log),
    serves: again.serves,
    when: (log) => isElsewhere(again, log),
  };
}

/** What the person does until they see the page, after the watch for it. */
export function insist(again: SeenAgain): readonly Step[] {
  return [
    ...provoke(insistence(again)),
    {
      do: 'await',
      what: `the page at the end of ${again.name}, after all`,
      until: (log) => isBack(again, log) || isVain(again, log),
      serves: again.serves,
    },
  ];
}

/** The pictures of the watch, and of what the person insists on. */
export const sightsAgain = (again: SeenAgain): readonly string[] => [again.name, ...sightsOf(insistence(again).name)];

/** What was sent before the person insisted, and, where they did, whether they were asked and what was sent then. */
export interface Again {
  readonly sent: readonly Arrival[];
  readonly insisted: Answers | undefined;
}

/** What came of it, or a sentence that says why that is not known. */
export function readAgain(again: SeenAgain, log: VisitLog): Again | string {
  const sight = log.sight(again.name);
  if (sight === undefined) return 'the journey never came so far';
  if (isVain(again, log)) return 'neither did the page come back, nor a request for it, nor did anything else come up on the screen';
  const insisted = readAnswers(log, insistence(again));
  if (typeof insisted === 'string') return insisted;
  const [insisting] = sightsOf(insistence(again).name).map((as) => log.sight(as));
  // Only a request can bring the page to a person who had to insist.
  if (insisting !== undefined && requests(again, log, insisting.from).length === 0)
    return 'the page was on its way when the person reloaded';
  return { sent: requests(again, log, sight.from, insisting?.from), insisted };
}

/** The observation that answers a question. @param kept whether the document itself had been kept. */
export function answerAgain({ sent, insisted }: Again, question: (typeof againQuestions)[number], kept = false): Observation {
  switch (question) {
    case 'sent':
      return words(sent);
    case 'shown':
      if (kept) return 'kept';
      if (sent.length > 0) return 'requested-again';
      return insisted === undefined ? 'from-store' : 'another-page';
    case 'insisted':
      return insisted === undefined ? 'needless' : `${insisted.asked ? 'asked' : 'unasked'}-${words(insisted.sent)}`;
  }
}
