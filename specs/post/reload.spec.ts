import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import type { Stage } from '../../servers/stage.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the form's target answers, at `/result/…`; a redirect leads to `/final/…`. */
const results = {
  ok: {},
  'no-store': { headers: [['cache-control', 'no-store']] },
  'see-other': { redirect: 303 },
  'temporary-redirect': { redirect: 307 },
  'no-content': { status: 204 },
  'not-found': { status: 404 },
  'server-error': { status: 500 },
} as const satisfies Readonly<Record<string, Pick<Recipe, 'status' | 'headers'> & { readonly redirect?: 303 | 307 }>>;
type ResultName = keyof typeof results;

/** Keys of a person, and repetitions by the page's own script, as the page library names them. */
const keys = { 'key-reload': 'F5', 'key-hard-reload': 'ctrl+shift+r' } as const;
const scripts = ['location-reload', 'history-go-0', 'navigation-reload', 'location-assign'] as const;
const ways = ['key-reload', 'key-hard-reload', ...scripts] as const;
type Way = (typeof ways)[number];

/** The person is asked twice, where the browser asks at all: the first time the answer is no, the second time yes. */
const answers = { no: 'Escape', yes: 'Return' } as const;
type Answer = keyof typeof answers;
const rounds = ['no', 'yes'] as const;

const questions = ['asked', 'declined', 'accepted'] as const;
interface Values {
  readonly result: ResultName;
  readonly way: Way;
  readonly question: (typeof questions)[number];
}

const sightOf = (way: Way, answer: Answer): string => `${way}, answer ${answer}`;

/** Requests of a cell's own pages among the arrivals from one point to another. */
function requests(log: VisitLog, way: Way, from = 0, to = Infinity): readonly Arrival[] {
  return log.arrivals.slice(from, to).filter((arrival) => pathOf(arrival).endsWith(`/for/${way}`));
}

/** One request in a word: `POST-result`, `GET-final`; a POST whose body is not the form's own says so. */
function word(arrival: Arrival, first: Arrival): string {
  const place = pathOf(arrival).split('/')[1] ?? '';
  const sameBody = arrival.method !== 'POST' || arrival.body.sha256 === first.body.sha256;
  return `${arrival.method}-${place}${sameBody ? '' : '-with-another-body'}`;
}

function read({ way, question }: Values, log: VisitLog): Reading {
  if (log.reported(`${way}-lacks`) !== undefined) return { unsupported: 'this browser has no Navigation API' };
  const first = requests(log, way).find(({ method }) => method === 'POST');
  const [no, yes] = [log.sight(sightOf(way, 'no')), log.sight(sightOf(way, 'yes'))];
  if (first === undefined || no === undefined || yes === undefined) return { seen: 'no-submission', inconclusive: 'no form was submitted' };
  const sent = (from: number, to?: number): string =>
    requests(log, way, from, to)
      .map((arrival) => word(arrival, first))
      .join('+') || 'nothing';
  const [unanswered, declined, accepted] = [sent(no.from, no.to), sent(no.from, yes.from), sent(yes.from)];
  // Somebody was asked when nothing went out until there was an answer, and the answer decided what did.
  const asked = unanswered === 'nothing' && declined === 'nothing' && sent(yes.from, yes.to) === 'nothing' && accepted !== 'nothing';
  const notAsked = unanswered !== 'nothing' && sent(yes.from, yes.to) !== 'nothing';
  if (!asked && !notAsked) {
    const seen = `unanswered ${unanswered}, declined ${declined}, accepted ${accepted}`;
    return { seen, inconclusive: 'something was on the screen, but the answers did not decide what was sent' };
  }
  return { seen: { asked: asked ? 'yes' : 'no', declined, accepted }[question] };
}

const byUser = html('speculative-loading', 'nav-traversal-ui', 'reloading a POST resource');
const navigation = html('browsing-the-web', 'navigate', 'navigate');
const fetching = html('browsing-the-web', 'create-navigation-params-by-fetching', 'create navigation params by fetching');

/** What the session history holds at the end: the last URL, and whether it was got by POST. */
function repeated(result: ResultName): string {
  switch (result) {
    case 'see-other':
      return 'GET-final';
    case 'temporary-redirect':
      return 'POST-final';
    case 'no-content':
      return 'GET-form';
    default:
      return 'POST-result';
  }
}

/** HTML says that a user agent asks before a user's own reload; of a script's it leaves open whether it asks and what it sends. */
function expect({ result, way, question }: Values): readonly Expectation[] {
  const again = repeated(result);
  const method = again.split('-', 1)[0];
  if (way === 'location-assign') {
    const seen = again.replace('POST', 'GET');
    return [expectation(navigation, question === 'asked' ? 'no' : seen)];
  }
  if (method === 'GET') return [expectation(fetching, question === 'asked' ? 'no' : again)];
  if (!(way in keys)) return [];
  return [expectation(byUser, { asked: 'yes', declined: 'nothing', accepted: again }[question])];
}

function recipesOf(result: ResultName, way: Way, stage: Stage): Recipes {
  const script = scripts.find((name) => name === way);
  const end = { name: way, ...(script === undefined ? {} : { repeat: script }) };
  const target = (place: string): string => stage.at('same-origin', `/${place}/for/${way}`);
  const { redirect: status, ...answer }: { redirect?: 303 | 307 } & Recipe = results[result];
  return {
    [`/form/for/${way}`]: page('submitOnce', { url: target('result'), stays: result === 'no-content', result: end }),
    [`/result/for/${way}`]: status === undefined ? { ...page('postResult', end), ...answer } : redirect(status, target('final')),
    [`/final/for/${way}`]: page('postResult', end),
  };
}

function stepsOf(way: Way, stage: Stage): readonly Step[] {
  const serves = { way };
  const deed = (round: number): Deed =>
    way in keys ? { do: 'press', keys: keys[way as keyof typeof keys] } : { do: 'open-gate', gate: `${way}-${String(round)}` };
  return [
    { ...type(stage.at('same-origin', `/form/for/${way}`)), serves },
    { ...awaitReport(way), serves },
    {
      do: 'await',
      what: `the first submission for ${way}`,
      until: (log) => requests(log, way).some(({ method }) => method === 'POST'),
      serves,
    },
    ...rounds.flatMap((answer, index): Step[] => {
      const name = sightOf(way, answer);
      return [
        {
          do: 'watch',
          as: name,
          act: deed(index + 1),
          what: `a request or a prompt after ${way}`,
          until: (log, from) => requests(log, way, from).length > 0 || log.reported(`${way}-lacks`) !== undefined,
          serves,
        },
        { do: 'press', keys: answers[answer], when: (log) => log.sight(name)?.ended === 'screen', serves },
        {
          do: 'await',
          what: `what comes after ${name}`,
          // A declined repetition leaves the page where it is; any other makes it anew.
          until: (log) => {
            const sight = log.sight(name);
            const declined = answer === 'no' && sight?.ended === 'screen';
            return declined || log.arrivals.slice(sight?.from).some(({ target }) => target === `/.ow/report?name=${way}`);
          },
          // Where the answer does not lead on, the readings say so.
          optional: true,
          deadlineMs: 5000,
          serves,
        },
      ];
    }),
  ];
}

export default check({
  id: 'post/reload',
  title: 'Reloading the page at the end of a form submission submits again, and a person is asked before',
  clauses: [byUser, navigation, fetching],
  claims: ['GP-4', 'GP-9'],
  axes: { result: perVisit(Object.keys(results) as ResultName[]), way: sideBySide(ways), question: carried(questions) },
  visit: ({ result }, stage) => ({
    hands: 'person',
    recipes: Object.assign({}, ...ways.map((way) => recipesOf(result, way, stage))) as Recipes,
    steps: ways.flatMap((way) => stepsOf(way, stage)),
  }),
  read,
  expect,
  evidence: ({ way }, log) => ({
    arrivals: requests(log, way),
    sights: rounds.map((answer) => sightOf(way, answer)),
  }),
});
