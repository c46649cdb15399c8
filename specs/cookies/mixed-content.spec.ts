import { arrivalRecipes } from '../../harness/catalogue/triggers.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { mixedContent, type MixedRequest } from '../../harness/oracles/mixed-content.ts';
import { extraHost, urlOf, type Scheme } from '../../servers/names.ts';
import { media, page } from '../../servers/recipe.ts';
import { gatePath } from '../../servers/report-path.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** Whether the page itself asks for upgrades. */
const policies = { none: undefined, 'upgrade-insecure-requests': 'upgrade-insecure-requests' } as const;
type Policy = keyof typeof policies;

const image = { destination: 'image' } as const;
const other = { destination: 'other' } as const;

/**
 * Ways to load something into a page, and what Mixed Content looks at in them. A form is none of them: a browser may ask the
 * person before one leaves https for http, and the page stands still until it is answered.
 */
const triggers = {
  img: image,
  'img-srcset': { ...image, imageset: true },
  picture: { ...image, imageset: true },
  'img-crossorigin-use-credentials': image,
  'input-image': image,
  'svg-image': image,
  'css-background': image,
  'video-poster': image,
  video: { destination: 'video' },
  audio: { destination: 'audio' },
  script: other,
  'script-module-use-credentials': other,
  'dynamic-import': other,
  stylesheet: other,
  'css-import': other,
  'fetch-include-cors': other,
  'fetch-include-no-cors': other,
  'fetch-post-include-no-cors': other,
  'xhr-with-credentials': other,
  beacon: other,
  'eventsource-with-credentials': other,
  websocket: other,
  'worker-fetch': other,
  iframe: other,
} as const satisfies Readonly<Record<string, MixedRequest>>;
type Trigger = keyof typeof triggers;
const triggerNames = Object.keys(triggers) as Trigger[];

/** Both would go with a request over https to the page's own host. */
const cookies = { Secure: '; Secure; SameSite=None', 'not-Secure': '; SameSite=Lax' } as const;
type Cookie = keyof typeof cookies;
const cookieNames = Object.keys(cookies) as Cookie[];

interface Cell {
  readonly policy: Policy;
  readonly trigger: Trigger;
  readonly cookie: Cookie;
}

const twinsGate = 'twins-have-come';

/** The page asks over http, and for comparison over https. */
const baseOf = (written: Scheme): string => `/${written}/`;

function arrivalOf(log: VisitLog, written: Scheme, trigger: Trigger): Arrival | undefined {
  return log.arrivalAt(baseOf(written) + trigger);
}

function see({ trigger, cookie }: Cell, written: Scheme, log: VisitLog): string {
  const arrival = arrivalOf(log, written, trigger);
  if (arrival === undefined) return 'blocked';
  const sent = headerValues(arrival, 'cookie').some((line) => line.split('; ').includes(`${cookie}=1`));
  return `${arrival.scheme}-and-${sent ? 'sent' : 'withheld'}`;
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(cell, 'http', log);
  const control = see(cell, 'https', log);
  if (seen.endsWith('withheld') && control.endsWith('withheld'))
    return { seen, masked: 'the cookie is not even sent where the page asks over https' };
  return { seen };
}

const upgrading = clause(
  'Mixed Content',
  'Upgrade a mixed content request to a potentially trustworthy URL, if appropriate',
  'https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm',
);
const blocking = clause(
  'Mixed Content',
  'Should fetching request be blocked as mixed content?',
  'https://w3c.github.io/webappsec-mixed-content/#should-block-fetch',
);
const upgradeRequest = clause(
  'Upgrade Insecure Requests',
  'Upgrade request to a potentially trustworthy URL, if appropriate',
  'https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request',
);

function expect({ policy, trigger }: Cell): Expectation {
  const upgradeAll = policy !== 'none';
  if (mixedContent(triggers[trigger], upgradeAll) === 'blocked') return expectation(blocking, 'blocked');
  return expectation(upgradeAll ? upgradeRequest : upgrading, 'https-and-sent');
}

/**
 * Some loads give the page no sign, and an upgrade may cost a request its place in the queue: only when everything has come
 * over https, which the page asks for later, does it load the images of the fence, over both schemes, and tell that it is done.
 */
function awaitTwins(): Step {
  return {
    do: 'await',
    what: 'the same requests over https',
    until: (log) => triggerNames.every((trigger) => arrivalOf(log, 'https', trigger) !== undefined),
  };
}

export default check({
  id: 'cookies/mixed-content',
  title: 'What a page over https loads over http is upgraded with its cookies, or not asked for at all',
  clauses: [upgrading, blocking, upgradeRequest, rfc10025('5.6.5', 'The Secure Attribute')],
  axes: {
    policy: perVisit(Object.keys(policies) as Policy[]),
    trigger: sideBySide(triggerNames),
    cookie: carried(cookieNames),
  },
  visit: ({ policy }, stage) => {
    // At the standard ports: an upgrade changes the scheme and keeps any other port.
    const url = (scheme: Scheme, path: string): string => urlOf(scheme, extraHost(stage.id, 'a', 'www'), 'standard', path);
    const loads = (scheme: Scheme): object[] => triggerNames.map((trigger) => ({ trigger, url: url(scheme, baseOf(scheme) + trigger) }));
    const fence = (['http', 'https'] as const).map((scheme) => ({ trigger: 'img', url: url(scheme, `/fence/${scheme}`) }));
    const asked = policies[policy];
    return {
      recipes: {
        ...arrivalRecipes(baseOf('http'), '/unused'),
        ...arrivalRecipes(baseOf('https'), '/unused'),
        '/fence/*': media('dot.png'),
        '/page': page(
          'loadInRounds',
          {
            rounds: [loads('http'), loads('https'), [{ trigger: 'fetch-include-no-cors', url: url('https', gatePath + twinsGate) }], fence],
            reportAs: 'loaded',
          },
          {
            headers: [
              ...cookieNames.map((cookie) => ['set-cookie', `${cookie}=1; Path=/${cookies[cookie]}`] as const),
              ...(asked === undefined ? [] : [['content-security-policy', asked] as const]),
            ],
          },
        ),
      },
      steps: [type(url('https', '/page')), awaitTwins(), { do: 'open-gate', gate: twinsGate }, awaitReport('loaded')],
    };
  },
  read,
  expect: (cell) => [expect(cell)],
  evidence: ({ trigger }, log) => ({
    arrivals: [arrivalOf(log, 'http', trigger), arrivalOf(log, 'https', trigger)].filter((one): one is Arrival => one !== undefined),
    page: log.reported('loaded'),
  }),
});
