import {
  readSent,
  sameSiteAttributes,
  sameSiteCookie,
  setCookieLines,
  type SameSiteAttribute,
} from '../../harness/catalogue/samesite-cookies.ts';
import { samplePage, triggerRequest } from '../../harness/catalogue/trigger-request.ts';
import { arrivalRecipes, factsOf, openers, subresources, topLevel, triggerFacts } from '../../harness/catalogue/triggers.ts';
import { check } from '../../harness/fixtures.ts';
import { fetchStandard, rfc10025 } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { expectOnRequest, type CookieRequest } from '../../harness/oracles/cookie-request.ts';
import { relations, type Relation } from '../../servers/names.ts';
import { page } from '../../servers/recipe.ts';

/** Each variant travels as a cookie named after it; all of them sit in one jar. */
const attributes = Object.keys(sameSiteAttributes) as SameSiteAttribute[];

function requestOf({ relation, trigger }: { relation: Relation; trigger: string }): CookieRequest {
  return triggerRequest(relation, factsOf(trigger));
}

function read(values: { relation: Relation; trigger: string; attribute: SameSiteAttribute }, log: VisitLog): Reading {
  const arrival = log.arrivalAt(`/arrive/${values.trigger}`);
  if (arrival === undefined) {
    const outcomes = log.reported('fired') as Record<string, string> | undefined;
    return {
      seen: 'no-request',
      inconclusive: `the browser made no such request (the page saw: ${outcomes?.[values.trigger] ?? 'nothing'})`,
    };
  }
  return readSent(values.attribute, arrival, requestOf(values));
}

/** True when a trigger's request has arrived, or the page knows that none will come. */
function isOver(log: VisitLog, trigger: string): boolean {
  const outcomes = log.reported('fired') as Record<string, string> | undefined;
  return outcomes?.[trigger]?.startsWith('refused') === true || log.arrivalAt(`/arrive/${trigger}`) !== undefined;
}

export default check({
  id: 'cookies/samesite-send',
  title: 'SameSite decides which requests carry a cookie',
  clauses: [
    rfc10025('5.2', '«Same-site» and «cross-site» Requests'),
    rfc10025('5.2.1', 'Document-based requests'),
    rfc10025('5.6.7', 'The SameSite Attribute'),
    rfc10025('5.8.3', 'Retrieval Algorithm'),
    fetchStandard('append-a-request-cookie-header', 'append a request `Cookie` header'),
  ],
  claims: ['CK-1', 'CK-4', 'CK-5', 'CK-6'],
  axes: {
    relation: perVisit(relations),
    trigger: sideBySide(Object.keys(triggerFacts)),
    attribute: carried(attributes),
  },
  visit: ({ relation }, stage) => {
    const target = stage.at('same-origin', '/arrive/');
    const departuresUrl = stage.at(relation, '/departures');
    return {
      recipes: {
        '/login': page(
          'goTo',
          { url: stage.at(relation, '/start') },
          { headers: setCookieLines(attributes.map((attribute) => sameSiteCookie(attribute))) },
        ),
        '/start': page('fireAll', {
          base: target,
          names: subresources,
          context: { framingUrl: stage.url('https', 'third-site', '/framing'), imagePageUrl: stage.at('same-origin', '/image-page') },
          reportAs: 'fired',
          gate: 'leave',
          next: departuresUrl,
        }),
        '/framing': page('frameAddress', {}),
        '/image-page': page('loadImage', {}),
        '/departures': page('depart', { base: target, names: topLevel, reportAs: 'departed' }),
        '/openers': page('offerOpeners', { base: target, names: openers, reportAs: 'offered' }),
        ...arrivalRecipes('/arrive/', departuresUrl),
      },
      steps: [
        type(stage.at('same-origin', '/login')),
        awaitReport('fired'),
        {
          do: 'await',
          what: 'the requests whose end the page cannot see',
          until: (log) => subresources.every((name) => name === 'icon' || isOver(log, name)),
          // Never reached by a browser that makes all these requests; one that does not is `inconclusive`, not an accident.
          deadlineMs: 10_000,
          optional: true,
          serves: { trigger: subresources },
        },
        {
          do: 'await',
          what: 'the request for the page’s icon',
          until: (log) => isOver(log, 'icon'),
          needs: 'page-icons',
          serves: { trigger: 'icon' },
        },
        { do: 'open-gate', gate: 'leave', serves: { trigger: topLevel } },
        // Each link of the chain has a deadline of its own: on a busy machine the whole chain outlasts one.
        ...topLevel.map(
          (departure) =>
            ({
              do: 'await',
              what: `the request of the departure ${departure}`,
              until: (log: VisitLog) => log.arrivalAt(`/arrive/${departure}`) !== undefined,
              serves: { trigger: departure },
            }) as const,
        ),
        { ...awaitReport('departed'), serves: { trigger: topLevel } },
        { ...type(stage.at('same-origin', '/arrive/address-bar')), serves: { trigger: 'address-bar' } },
        // An address typed while another navigation is under way would cut that one off.
        { ...awaitReport('typed'), serves: { trigger: 'address-bar' } },
        { ...type(stage.at(relation, '/openers')), serves: { trigger: openers } },
        { ...awaitReport('offered'), serves: { trigger: openers } },
        ...openers.flatMap((opener) => [
          { do: 'click', selector: `#${opener}`, serves: { trigger: opener } } as const,
          {
            do: 'await',
            what: `the request of the window opened by ${opener}`,
            until: (log: VisitLog) => log.arrivalAt(`/arrive/${opener}`) !== undefined,
            serves: { trigger: opener },
          } as const,
        ]),
      ],
    };
  },
  read,
  expect: ({ attribute, ...values }) => expectOnRequest({ header: sameSiteCookie(attribute), setAt: samplePage }, requestOf(values)),
  evidence: ({ trigger }, log) => {
    const arrival = log.arrivalAt(`/arrive/${trigger}`);
    const login = log.arrivalAt('/login');
    return { arrivals: [login, arrival].filter((one) => one !== undefined) };
  },
});
