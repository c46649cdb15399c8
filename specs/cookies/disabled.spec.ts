import { check } from '../../harness/fixtures.ts';
import { expectation, html, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { noCookieStore, type ActOutcome, type DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, redirect, text, type Recipes } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

const schemes = ['https', 'http'] as const satisfies readonly Scheme[];

/** What a page does, in this order; the header's cookie comes with the page itself. */
const acts = {
  'ask-header': { do: 'fetch', url: '/ask-header' },
  'read-header': { do: 'read' },
  assign: { do: 'assign', cookie: 'script=1' },
  'ask-script': { do: 'fetch', url: '/ask-script' },
  'read-script': { do: 'read' },
  store: { do: 'store', init: { name: 'store', value: '1' } },
  list: { do: 'list' },
  enabled: { do: 'ask-enabled' },
  item: { do: 'keep-item', item: 'kept' },
} as const satisfies Readonly<Record<string, DocumentAct>>;
type Act = keyof typeof acts;
const actNames = Object.keys(acts) as Act[];

/** What is asked: a way to set and a way to get back, or something that stands on cookies. */
const questions = [
  'header-to-request',
  'header-to-script',
  'script-to-request',
  'script-to-script',
  'cookie-store',
  'login',
  'cookie-enabled',
  'local-storage',
] as const;
type Question = (typeof questions)[number];

function outcome(log: VisitLog, scheme: Scheme, act: Act): ActOutcome {
  const outcomes = log.reported(`acts-${scheme}`) as readonly ActOutcome[] | undefined;
  return outcomes?.[actNames.indexOf(act)] ?? {};
}

function asked(log: VisitLog, scheme: Scheme, path: string, cookie: string): string {
  const arrival = log.arrivals.find((one) => one.scheme === scheme && one.target === path);
  if (arrival === undefined) return 'no-request';
  return headerValues(arrival, 'cookie').some((line) => line.split('; ').includes(cookie)) ? 'kept' : 'nothing';
}

const holds = (pairs: string | undefined, cookie: string): string => (pairs?.split('; ').includes(cookie) === true ? 'kept' : 'nothing');

function see(question: Question, scheme: Scheme, log: VisitLog): string {
  switch (question) {
    case 'header-to-request':
      return asked(log, scheme, '/ask-header', 'header=1');
    case 'header-to-script':
      return holds(outcome(log, scheme, 'read-header').read, 'header=1');
    case 'script-to-request':
      return asked(log, scheme, '/ask-script', 'script=1');
    case 'script-to-script':
      return holds(outcome(log, scheme, 'read-script').read, 'script=1');
    case 'cookie-store':
      return holds(outcome(log, scheme, 'list').read, 'store=1');
    case 'login':
      return asked(log, scheme, `/account-${scheme}`, 'session=1');
    case 'cookie-enabled':
      return outcome(log, scheme, 'enabled').read ?? 'nothing';
    case 'local-storage':
      return outcome(log, scheme, 'item').read ?? outcome(log, scheme, 'item').failure ?? 'nothing';
  }
}

function read({ scheme, question }: { scheme: Scheme; question: Question }, log: VisitLog): Reading {
  if (question === 'cookie-store' && outcome(log, scheme, 'store').failure === noCookieStore) {
    return { unsupported: 'this browser has no cookieStore' };
  }
  const seen = see(question, scheme, log);
  return seen === 'no-request' ? { seen, inconclusive: 'the browser made no such request' } : { seen };
}

/** The page that acts, and a login as an application with sessions has it: a form, an answer that sets the session, a page for it. */
function recipesFor(scheme: Scheme): Recipes {
  const login = `/login-${scheme}/`;
  return {
    [`/acts-${scheme}`]: page(
      'takeActs',
      { acts: Object.values(acts), reportAs: `acts-${scheme}` },
      { headers: [['set-cookie', 'header=1']] },
    ),
    [`/login-form-${scheme}`]: page('depart', { base: login, names: ['form-post'], reportAs: 'departed' }),
    [`${login}form-post`]: redirect(303, `/account-${scheme}`, [['set-cookie', 'session=1; Path=/; HttpOnly']]),
    [`/account-${scheme}`]: page('announce', { name: `account-${scheme}` }),
  };
}

const userControls = rfc10025('7.3', 'User Controls');
const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');
const cookieEnabled = html('system-state', 'dom-navigator-cookieenabled', 'navigator.cookieEnabled');

function expect({ cookies, question }: { cookies: 'allowed' | 'blocked'; question: Question }): readonly Expectation[] {
  const allowed = cookies === 'allowed';
  switch (question) {
    case 'cookie-enabled':
      return [expectation(cookieEnabled, String(allowed))];
    case 'local-storage':
      // HTML lets a user agent refuse it for a person's choice, and does not ask it to.
      return allowed ? [expectation(html('webstorage', 'dom-localstorage', 'localStorage'), 'kept')] : [];
    default:
      return [allowed ? expectation(retrieval, 'kept') : expectation(userControls, 'nothing')];
  }
}

export default check({
  id: 'cookies/disabled',
  title: 'Where a person has blocked all cookies, none is stored or sent, and a cookie session is impossible',
  clauses: [userControls, cookieEnabled],
  claims: ['CK-13'],
  axes: { cookies: perVisit(['allowed', 'blocked']), scheme: sideBySide(schemes), question: sideBySide(questions) },
  omit: ({ scheme, question }) =>
    scheme === 'http' && question === 'cookie-store' ? 'cookieStore is there in secure contexts only' : undefined,
  visit: ({ cookies }, stage) => {
    const url = (scheme: Scheme, path: string): string => extraUrl(scheme, extraHost(stage.id, scheme), path);
    return {
      ...(cookies === 'blocked' ? { ownBrowser: { switched: 'cookies-blocked' } } : {}),
      recipes: {
        ...recipesFor('https'),
        ...recipesFor('http'),
        '/ask-header': text('text/plain', 'ok'),
        '/ask-script': text('text/plain', 'ok'),
      },
      steps: schemes.flatMap((scheme) => [
        type(url(scheme, `/acts-${scheme}`)),
        awaitReport(`acts-${scheme}`),
        type(url(scheme, `/login-form-${scheme}`)),
        awaitReport(`account-${scheme}`),
      ]),
    };
  },
  read,
  expect,
  evidence: ({ scheme }, log) => ({
    arrivals: log.arrivals.filter((arrival) => arrival.scheme === scheme && !arrival.target.startsWith('/.ow/')),
    page: log.reported(`acts-${scheme}`),
    beside: { settings: log.settings },
  }),
});
