import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Memory, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { formField } from '../../servers/form-field.ts';
import { page, redirect, text, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { arrivalUrl, pathOf, type Arrival } from '../../servers/wire-log.ts';

/** How data get to the origin. */
const ways = ['typed-get', 'link-get', 'form-get', 'form-post', 'form-post-multipart', 'form-post-then-get', 'fetch-get'] as const;
type Way = (typeof ways)[number];

/** Where they are looked for: in the address of the page, in the history, in any file of the profile, in what reopening the address sends. */
const places = ['address', 'history', 'profile', 'reopened'] as const;
type Place = (typeof places)[number];

interface Values {
  way: Way;
  place: Place;
}

function omit({ way, place }: Values): string | undefined {
  if (way !== 'fetch-get') return undefined;
  return place === 'address' || place === 'reopened' ? 'what a script fetches has no page of its own' : undefined;
}

const isPost = (way: Way): boolean => way.startsWith('form-post');
const resultPath = (way: Way): string => `/result/${way}`;
const submittedPath = (way: Way): string => `/submitted/${way}`;
const profileName = 'profile';

/** A text that nothing else holds; the data of a GET are in its address. */
const dataOf = (way: Way, stage: Stage): string => beginning(way) + stage.id;
const beginning = (way: Way): string => `${way.replaceAll('-', '')}0`;
const withData = (way: Way, stage: Stage): string => `${resultPath(way)}?${formField.name}=${dataOf(way, stage)}`;
/** The address that the page of the result has. */
const addressOf = (way: Way, stage: Stage): string => stage.at('same-origin', isPost(way) ? resultPath(way) : withData(way, stage));

/** The arrivals at a result's address; where a form was answered with a redirect, those at the place that it led to. */
function resultsOf(log: VisitLog, way: Way): readonly Arrival[] {
  return log.arrivals.filter((arrival) => pathOf(arrival) === resultPath(way));
}

/** The data of a way, which the profile was searched for. */
function dataIn({ holders }: Memory, way: Way): string {
  return Object.keys(holders).find((text) => text.startsWith(beginning(way))) ?? '';
}

const holds = ({ target, body }: Arrival, data: string): boolean => target.includes(data) || body.text.includes(data);

function read({ way, place }: Values, log: VisitLog): Reading {
  const [first, again] = resultsOf(log, way);
  const memory = log.memory(profileName);
  const data = memory && dataIn(memory, way);
  const sent = log.arrivals.find((arrival) => [resultPath(way), submittedPath(way)].includes(pathOf(arrival)));
  if (first === undefined || sent === undefined || memory === undefined || data === undefined || !holds(sent, data)) {
    return { seen: 'nothing', inconclusive: 'the data never arrived, or the profile was not looked at' };
  }
  switch (place) {
    case 'address': {
      const { url } = log.reported(way) as { url: string };
      return { seen: url.includes(data) ? 'data' : 'no-data' };
    }
    case 'history': {
      const { addresses } = memory;
      if (addresses === null) return { unsupported: 'this browser keeps no history of its own in its profile' };
      const address = arrivalUrl(first).split('?', 1)[0] ?? '';
      const kept = addresses.filter((one) => one.split('?', 1)[0] === address);
      const seen = kept.length === 0 ? 'absent' : kept.some((one) => one.includes(data)) ? 'data' : 'no-data';
      const typed = dataIn(memory, 'typed-get');
      return addresses.some((one) => one.includes(typed)) ? { seen } : { seen, masked: 'not even a typed address was kept' };
    }
    case 'profile':
      return { seen: (memory.holders[data] ?? []).length > 0 ? 'data' : 'no-data' };
    case 'reopened':
      if (again === undefined) return { seen: 'nothing', inconclusive: 'the address was not asked for again' };
      return { seen: `${again.method}-${holds(again, data) ? 'data' : 'no-data'}` };
  }
}

const query = html('form-control-infrastructure', 'submit-mutate-action', 'mutate action URL');
const entityBody = html('form-control-infrastructure', 'submit-body', 'submit as entity body');
const navigation = html('browsing-the-web', 'navigate', 'navigate');

function expect({ way, place }: Values): readonly Expectation[] {
  if (place === 'address') return [expectation(isPost(way) ? entityBody : query, isPost(way) ? 'no-data' : 'data')];
  // A typed address has no document resource, so it is a GET without a body.
  if (place === 'reopened') return [expectation(navigation, isPost(way) ? 'GET-no-data' : 'GET-data')];
  return [];
}

/** The cache keeps an answer with its address, and the page that sends the data has them in its text. */
const unkept = { headers: [['cache-control', 'no-store']] } as const;

/** The page that sends the data of a way, or nothing where the address is typed. */
function senderOf(way: Way, stage: Stage): Recipes {
  const at = (path: string): string => stage.at('same-origin', path);
  const value = dataOf(way, stage);
  const form = (method: 'get' | 'post', path: string, enctype?: string): Recipes => ({
    [`/send/${way}`]: page('submitForm', { url: at(path), method, enctype, value }, unkept),
  });
  switch (way) {
    case 'typed-get':
      return {};
    case 'link-get':
      return { [`/send/${way}`]: page('goTo', { url: at(withData(way, stage)) }, unkept) };
    case 'form-get':
      return form('get', resultPath(way));
    case 'form-post':
      return form('post', resultPath(way));
    case 'form-post-multipart':
      return form('post', resultPath(way), 'multipart/form-data');
    case 'form-post-then-get':
      return { ...form('post', submittedPath(way)), [submittedPath(way)]: redirect(303, at(resultPath(way))) };
    case 'fetch-get':
      return { [`/send/${way}`]: page('fetchOnce', { url: withData(way, stage), reportAs: way }, unkept) };
  }
}

export default check({
  id: 'history/kept',
  title: 'What the history keeps of the data of a GET and of a POST, after the browser has ended',
  clauses: [query, entityBody, navigation],
  claims: ['GP-5', 'GP-6'],
  axes: { way: sideBySide(ways), place: sideBySide(places) },
  omit,
  visit: (_, stage) => {
    const send = (way: Way): Step[] => [
      type(way === 'typed-get' ? addressOf(way, stage) : stage.at('same-origin', `/send/${way}`)),
      awaitReport(way),
    ];
    const reopen = (way: Way): Step[] => [
      type(addressOf(way, stage)),
      { do: 'await', what: `the reopened page of ${way}`, until: (log) => resultsOf(log, way).length > 1 },
    ];
    const results = ways.map((way) => [resultPath(way), page('announce', { name: way }, unkept)]);
    return {
      ownBrowser: {},
      recipes: {
        ...(Object.fromEntries(results) as Recipes),
        [resultPath('fetch-get')]: text('text/plain', 'fetched', unkept.headers),
        ...(Object.assign({}, ...ways.map((way) => senderOf(way, stage))) as Recipes),
      },
      steps: [
        ...ways.flatMap(send),
        { do: 'restart', look: { as: profileName, texts: ways.map((way) => dataOf(way, stage)) } },
        ...ways.filter((way) => way !== 'fetch-get').flatMap(reopen),
      ],
    };
  },
  read,
  expect,
  evidence: ({ way, place }, log) => ({
    arrivals: resultsOf(log, way),
    ...(place === 'history' || place === 'profile' ? { beside: profileEvidence(way, log) } : { page: log.reported(way) }),
  }),
});

/** What of the profile concerns a way. */
function profileEvidence(way: Way, log: VisitLog): unknown {
  const memory = log.memory(profileName);
  return {
    addresses: memory?.addresses?.filter((address) => address.includes(resultPath(way))),
    files: memory?.holders[dataIn(memory, way)],
  };
}
