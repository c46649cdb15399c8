import { check } from '../../harness/fixtures.ts';
import { clause, expectation, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

type HeaderLines = NonNullable<Recipe['headers']>;

/** Both kinds ask to be sent everywhere; the second one only below the top-level site under which it was set. */
const kinds = { unpartitioned: 'SameSite=None', partitioned: 'SameSite=None; Partitioned' } as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

/** Ways of embedding another site, as the page library names them. */
const triggers = { img: 'img', fetch: 'fetch-include-cors', iframe: 'iframe' } as const;
type Via = keyof typeof triggers;
const vias = Object.keys(triggers) as Via[];

/**
 * Where a cookie of the embedded site is set or asked for: in its own tab (`first-party`), below the page that embeds
 * it, or below a page of yet another site (`elsewhere`).
 */
type SetAt = 'first-party' | Via;
type SentTo = SetAt | 'elsewhere';
const setAts: readonly SetAt[] = ['first-party', ...vias];
const sentTos = ['first-party', ...vias, 'elsewhere'] as const satisfies readonly SentTo[];

/** The top-level site of each place, which is the key of its cookie partition. */
const topLevelSite = (place: SentTo): string => (place === 'first-party' || place === 'elsewhere' ? place : 'embedder');

const cookieName = (setAt: SetAt, kind: Kind): string => `${setAt}-${kind}`;
const setCookies = (setAt: SetAt): HeaderLines =>
  kindNames.map((kind) => ['set-cookie', `${cookieName(setAt, kind)}=1; Path=/; Secure; ${kinds[kind]}`]);
const askPath = (sentTo: SentTo): string => `/ask/${sentTo}`;

const readable: HeaderLines = [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
  ['cache-control', 'no-store'],
];
function embedded(via: Via, headers: HeaderLines = []): Recipe {
  const lines = [...readable, ...headers];
  switch (via) {
    case 'img':
      return { headers: lines, body: { kind: 'file', file: 'dot.png' } };
    case 'fetch':
      return text('text/plain', 'ok', lines);
    case 'iframe':
      return text('text/html', 'framed', lines);
  }
}

function wasSent(log: VisitLog, sentTo: SentTo, cookie: string): boolean | undefined {
  const arrival = log.arrivalAt(askPath(sentTo));
  return (
    arrival &&
    headerValues(arrival, 'cookie')
      .flatMap((line) => line.split('; '))
      .some((pair) => pair.startsWith(`${cookie}=`))
  );
}

function read({ set, sent, cookie: kind }: { set: SetAt; sent: SentTo; cookie: Kind }, log: VisitLog): Reading {
  const cookie = cookieName(set, kind);
  const there = wasSent(log, sent, cookie);
  if (there === undefined) return { seen: 'no-request', inconclusive: 'the browser made no such request' };
  if (there) return { seen: 'sent' };
  const seen = 'withheld';
  if (wasSent(log, 'first-party', cookieName('first-party', 'unpartitioned')) !== true) {
    return { seen, masked: 'this browser did not even return a first-party cookie' };
  }
  const home = sentTos.filter((place) => topLevelSite(place) === topLevelSite(set));
  if (!home.includes(sent) && !home.some((place) => wasSent(log, place, cookie) === true)) {
    return { seen, masked: 'the cookie was not returned where it was set either, so it was probably never stored' };
  }
  return { seen };
}

const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');
const thirdParty = rfc10025('7.1', 'Third-Party Cookies');
const chips = clause('CHIPS', 'Partitioned cookies', 'https://datatracker.ietf.org/doc/html/draft-cutler-httpbis-partitioned-cookies-01');

/** RFC 10025 leaves third-party cookies to each user agent; only the partitioned ones have a rule, and first parties. */
function expect({ set, sent, cookie }: { set: SetAt; sent: SentTo; cookie: Kind }): readonly Expectation[] {
  if (cookie === 'partitioned') return [expectation(chips, topLevelSite(set) === topLevelSite(sent) ? 'sent' : 'withheld')];
  return set === 'first-party' && sent === 'first-party' ? [expectation(retrieval, 'sent')] : [];
}

export default check({
  id: 'browser/third-party-cookies',
  title: 'Which cookies an embedded site can store and gets back',
  clauses: [retrieval, thirdParty, chips],
  axes: { set: sideBySide(setAts), sent: sideBySide(sentTos), cookie: carried(kindNames) },
  visit: (_, stage) => {
    const third = (path: string): string => stage.url('https', 'other-site', path);
    return {
      recipes: {
        '/first': page('goTo', { url: stage.url('https', 'target', '/embedder') }, { headers: setCookies('first-party') }),
        '/embedder': page('loadInRounds', {
          rounds: [
            vias.map((via) => ({ trigger: triggers[via], url: third(`/set/${via}`) })),
            vias.map((via) => ({ trigger: triggers[via], url: third(askPath(via)) })),
          ],
          reportAs: 'embedded',
          next: stage.url('https', 'third-site', '/other-embedder'),
        }),
        '/other-embedder': page('loadInRounds', {
          rounds: [[{ trigger: triggers.fetch, url: third(askPath('elsewhere')) }]],
          reportAs: 'embedded-elsewhere',
          next: third(askPath('first-party')),
        }),
        ...Object.fromEntries(vias.map((via) => [`/set/${via}`, embedded(via, setCookies(via))])),
        ...Object.fromEntries(vias.map((via) => [askPath(via), embedded(via)])),
        [askPath('elsewhere')]: embedded('fetch'),
        [askPath('first-party')]: page('announce', { name: 'home' }),
      },
      steps: [type(third('/first')), awaitReport('embedded'), awaitReport('embedded-elsewhere'), awaitReport('home')],
    };
  },
  read,
  expect,
  evidence: ({ set, sent }, log) => {
    const arrivals: (Arrival | undefined)[] = [
      log.arrivalAt(set === 'first-party' ? '/first' : `/set/${set}`),
      log.arrivalAt(askPath(sent)),
    ];
    return { arrivals: arrivals.filter((arrival) => arrival !== undefined), page: log.reported('embedded') };
  },
});
