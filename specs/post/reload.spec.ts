import { provoke, readAnswers, sightsOf, watchedBody, type Provocation } from '../../harness/catalogue/person-asked.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Deed, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Observation } from '../../harness/model/observation.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { compareHeaders } from '../../harness/oracles/compare-headers.ts';
import { page, redirect, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What the form's target answers at `/result/…` (a redirect leads to `/final/…`), and where the form stands. */
interface Scene {
  readonly answer?: Pick<Recipe, 'status' | 'headers'>;
  readonly redirect?: 303 | 307;
  readonly form?: 'cross-site' | 'in-frame' | 'in-popup';
}
const scenes = {
  ok: {},
  'no-store': { answer: { headers: [['cache-control', 'no-store']] } },
  'see-other': { redirect: 303 },
  'temporary-redirect': { redirect: 307 },
  'no-content': { answer: { status: 204 } },
  'not-found': { answer: { status: 404 } },
  'server-error': { answer: { status: 500 } },
  'from-cross-site': { form: 'cross-site' },
  'in-frame': { form: 'in-frame' },
  'in-popup': { form: 'in-popup' },
} as const satisfies Readonly<Record<string, Scene>>;
type SceneName = keyof typeof scenes;
const sceneOf = (name: SceneName): Scene => scenes[name];

/** Keys and clicks of a person, and repetitions by the page's own script, as the page library names them. */
const byHand = {
  'key-reload': { do: 'press', keys: 'F5' },
  'key-hard-reload': { do: 'press', keys: 'ctrl+shift+r' },
  'toolbar-reload': { do: 'click-reload' },
} as const satisfies Readonly<Record<string, Deed>>;
const scripts = ['location-reload', 'history-go-0', 'navigation-reload', 'location-assign'] as const;
const ways = ['key-reload', 'key-hard-reload', 'toolbar-reload', ...scripts] as const;
type Way = (typeof ways)[number];
const handOf = (way: Way): Deed | undefined => byHand[way as keyof typeof byHand];
/** Results that are tried in every way. */
const thorough: readonly SceneName[] = ['ok', 'see-other', 'temporary-redirect', 'in-frame'];
function omit({ result, way }: { readonly result: SceneName; readonly way: Way }): string | undefined {
  if (thorough.includes(result) || way === 'key-reload' || way === 'location-reload') return undefined;
  return 'a person’s key and the script’s own reload stand for all ways where only the status, the form’s place or the window is another';
}
const waysOf = (result: SceneName): readonly Way[] => ways.filter((way) => omit({ result, way }) === undefined);

const questions = ['asked', 'declined', 'sent', 'headers'] as const;
interface Values {
  readonly result: SceneName;
  readonly way: Way;
  readonly question: (typeof questions)[number];
}

/** Header lines in which a repeated submission might differ from the first one. */
const comparedHeaders = ['content-type', 'origin', 'referer', 'cookie', 'cache-control', 'sec-fetch-site', 'sec-fetch-user'] as const;

/** Pages of a way that the browser may ask for again: the form, what it leads to, where a redirect goes, and what is around a frame. */
const isRequestOf =
  (way: Way) =>
  (arrival: Arrival): boolean =>
    pathOf(arrival).endsWith(`/for/${way}`) || pathOf(arrival) === `/around/${way}`;

function provocationOf(way: Way): Provocation {
  const deed = (round: number): Deed => handOf(way) ?? { do: 'open-gate', gate: `${way}-${String(round)}` };
  const isReport = ({ target }: Arrival): boolean => target === `/.ow/report?name=${way}`;
  return {
    name: way,
    deeds: [deed(1), deed(2)],
    isRequest: isRequestOf(way),
    isOver: (log, from) => log.arrivals.slice(from).some(isReport) || log.reported(`${way}-lacks`) !== undefined,
    serves: { way },
  };
}

/** One request in a word: `POST-result`, `GET-final`; a POST whose body is not the form's own says so. */
function word(arrival: Arrival, first: Arrival): string {
  const place = pathOf(arrival).split('/')[1] ?? '';
  const sameBody = arrival.method !== 'POST' || arrival.body.sha256 === first.body.sha256;
  return `${arrival.method}-${place}${sameBody ? '' : '-with-another-body'}`;
}

function read({ way, question }: Values, log: VisitLog): Reading {
  if (log.reported(`${way}-lacks`) !== undefined) return { unsupported: 'this browser has no Navigation API' };
  const first = log.arrivals.find((arrival) => isRequestOf(way)(arrival) && arrival.method === 'POST');
  const answers = readAnswers(log, provocationOf(way));
  if (first === undefined || answers === undefined) return { seen: 'no-submission', inconclusive: 'no form was submitted' };
  if (typeof answers === 'string') return { seen: 'unclear', inconclusive: answers };
  const { asked, declined, sent } = answers;
  const words = (arrivals: readonly Arrival[]): string => arrivals.map((arrival) => word(arrival, first)).join('+') || 'nothing';
  const again = sent.find(({ method }) => method === 'POST');
  const seen: Readonly<Record<Values['question'], Observation>> = {
    asked: asked ? 'yes' : 'no',
    declined: asked ? words(declined) : 'nobody-asked',
    sent: words(sent),
    headers: again === undefined ? 'no-second-POST' : compareHeaders(first, again, comparedHeaders),
  };
  return { seen: seen[question] };
}

const byUser = html('speculative-loading', 'nav-traversal-ui', 'reloading a POST resource');
const navigation = html('browsing-the-web', 'navigate', 'navigate');
const fetching = html('browsing-the-web', 'create-navigation-params-by-fetching', 'create navigation params by fetching');

/** What the session history holds at the end: the last URL, and whether it was got by POST. */
function entry(result: SceneName): string {
  const { redirect: status, answer } = sceneOf(result);
  if (status === 303) return 'GET-final';
  if (status === 307) return 'POST-final';
  return answer?.status === 204 ? 'GET-form' : 'POST-result';
}

/**
 * HTML says that a user agent asks before a user's own reload of a POST resource. Of a script's reload it leaves open whether
 * anybody is asked and what is sent (whatwg/html issues 6600 and 12760), and of a frame what becomes of it when the page around
 * it is reloaded. What a repeated request says about itself is for each header's own authority.
 */
function expect({ result, way, question }: Values): readonly Expectation[] {
  const again = entry(result);
  if (question === 'headers') return [];
  const unasked = (sent: string): string => ({ asked: 'no', declined: 'nobody-asked', sent })[question];
  if (way === 'location-assign') return [expectation(navigation, unasked(again.replace('POST', 'GET')))];
  if (sceneOf(result).form === 'in-frame') return [];
  if (again.startsWith('GET')) return [expectation(fetching, unasked(again))];
  if (handOf(way) === undefined) return [];
  return [expectation(byUser, { asked: 'yes', declined: 'nothing', sent: again }[question])];
}

function recipesOf(result: SceneName, way: Way, stage: Stage): Recipes {
  const { answer, redirect: status } = sceneOf(result);
  const script = scripts.find((name) => name === way);
  const all = waysOf(result);
  const after = all[all.indexOf(way) + 1];
  const next = after === undefined ? {} : { next: startOf(result, after, stage) };
  const end = {
    name: way,
    watched: true,
    ...(script === undefined ? {} : { repeat: script }),
    ...(sceneOf(result).form === 'in-popup' ? {} : next),
  };
  const target = (place: string): string => stage.at('same-origin', `/${place}/for/${way}`);
  const written = { body: watchedBody };
  return {
    [`/form/for/${way}`]: page('submitOnce', { url: target('result'), stays: answer?.status === 204, result: end }, written),
    [`/result/for/${way}`]: status === undefined ? { ...page('postResult', end, written), ...answer } : redirect(status, target('final')),
    [`/final/for/${way}`]: page('postResult', end, written),
    [`/around/${way}`]: page('frameAddress', {}, written),
    [`/opener/${way}`]: page('openOnClick', { url: target('form'), name: way, ...next }),
  };
}

/** The page that leads to the page at the end of the form. */
function startOf(result: SceneName, way: Way, stage: Stage): string {
  const form = `/form/for/${way}`;
  switch (sceneOf(result).form) {
    case 'cross-site':
      return stage.at('cross-site', form);
    case 'in-frame':
      return stage.at('same-origin', `/around/${way}?frame=${encodeURIComponent(form)}`);
    case 'in-popup':
      return stage.at('same-origin', `/opener/${way}`);
    default:
      return stage.at('same-origin', form);
  }
}

function stepsOf(result: SceneName, way: Way): readonly Step[] {
  const inPopup = sceneOf(result).form === 'in-popup';
  const submitted: Step = {
    do: 'await',
    what: `the first submission for ${way}`,
    until: (log) => log.arrivals.some((arrival) => isRequestOf(way)(arrival) && arrival.method === 'POST'),
  };
  const closed: Step = {
    do: 'watch',
    as: `${way}, closed`,
    act: { do: 'press', keys: 'ctrl+w' },
    what: 'the popup’s end',
    until: () => false,
  };
  const opened: readonly Step[] = [awaitReport(`opener-${way}`), { do: 'click-middle', times: 1 }];
  return [
    ...(inPopup ? opened : []),
    awaitReport(way),
    submitted,
    ...provoke(provocationOf(way)),
    ...(inPopup ? [closed] : []),
    { do: 'open-gate', gate: `${way}-over` },
  ];
}

/** Cookies for the comparison of a repeated request with the first. */
function cookiesBefore(url: string): Recipe {
  const lines = ['strict=1; SameSite=Strict', 'lax=1; SameSite=Lax', 'none=1; SameSite=None'];
  return page('goTo', { url }, { headers: lines.map((line) => ['set-cookie', `${line}; Secure; Path=/`]) });
}

export default check({
  id: 'post/reload',
  title: 'Reloading the page at the end of a form submission submits again, and a person is asked before',
  clauses: [byUser, navigation, fetching],
  claims: ['GP-4', 'GP-9'],
  axes: { result: perVisit(Object.keys(scenes) as SceneName[]), way: sideBySide(ways), question: carried(questions) },
  omit,
  visit: ({ result }, stage) => ({
    hands: 'person',
    recipes: Object.assign(
      { '/cookies': cookiesBefore(startOf(result, ways[0], stage)) },
      ...waysOf(result).map((way) => recipesOf(result, way, stage)),
    ) as Recipes,
    steps: [type(stage.at('same-origin', '/cookies')), ...waysOf(result).flatMap((way) => stepsOf(result, way))],
  }),
  read,
  expect,
  evidence: ({ way }, log) => ({
    arrivals: log.arrivals.filter((arrival) => isRequestOf(way)(arrival)),
    sights: sightsOf(way).slice(0, 1),
  }),
});
