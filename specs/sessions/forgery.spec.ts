import {
  arrivalsOf,
  attackNames,
  changingRequestOf,
  cookieCredentials,
  cookieRequestOf,
  forgeryJourney,
  booksOf,
  hasMoved,
  outcomeOf,
  sampleBank,
  sampleTossed,
  sessionCookie,
  sessionHeader,
  type AttackName,
  type CookieCredential,
} from '../../harness/catalogue/forgery.ts';
import { cookieNames } from '../../harness/catalogue/samesite-cookies.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchMetadata, fetchStandard, html, rfc10025, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import type { VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { chips, isSamePartition, partitionKey } from '../../harness/oracles/cookie-partition.ts';
import { expectFromCookies, isThirdParty } from '../../harness/oracles/cookie-request.ts';
import { issuedToken, matchesCookie, safeWithoutCookies } from '../../harness/oracles/csrf-defence.ts';
import { defences, plainTokenCookie, type DefenceName } from '../../servers/apps/defences.ts';
import { expressSessions, tokenInHeader } from '../../servers/apps/sessions.ts';
import { relations, type Relation } from '../../servers/names.ts';

/** The bearer token stands in localStorage and travels in a header that the bank's own pages add. */
const inHeader = 'header-token';
const credentials = [...(Object.keys(cookieCredentials) as CookieCredential[]), inHeader] as const;
const defenceNames = Object.keys(defences) as DefenceName[];

interface Values {
  readonly from: Relation;
  readonly attack: AttackName;
  readonly defence: DefenceName;
  readonly credential: CookieCredential | typeof inHeader;
}

/** From where another site's page cannot be, these show the difference. */
const telling: readonly AttackName[] = ['link-click', 'form-post', 'fetch-cors-text', 'fetch-cors-json'];
const attacksFrom = (from: Relation): readonly AttackName[] => (from === 'cross-site' ? attackNames : telling);

const networking = fetchStandard('concept-http-network-or-cache-fetch', 'HTTP-network-or-cache fetch');
const storage = html('webstorage', 'dom-localstorage', 'localStorage');

const moves = (does: boolean): 'moved' | 'kept' => (does ? 'moved' : 'kept');
const controlCookie = sessionCookie('None-Secure').name;

/** The value of the first cookie of that name in a Cookie field, as servers read it. */
function firstValue(header: string | null, name: string): string | undefined {
  return header
    ?.split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** CHIPS: the cookie was set below the bank's own site, and is only there again. */
function isInPartition(from: Relation, attack: AttackName, defence: DefenceName): boolean {
  const { documents, topLevelNavigation, url } = cookieRequestOf(from, attack, defence);
  const [top] = documents;
  return topLevelNavigation || (top instanceof URL && isSamePartition(partitionKey([url]), partitionKey([top, url])));
}

function expect({ from, attack, defence, credential }: Values): readonly Expectation[] {
  const changing = changingRequestOf(from, attack);
  const safety = safeWithoutCookies(defence, changing);
  if (safety !== undefined) return [expectation(safety.clause, 'kept')];
  if (credential === inHeader) {
    // Only a script can add the header, and only one of the bank's own origin has the token.
    return [expectation(from === 'same-origin' ? networking : storage, moves(from === 'same-origin' && changing.unsafeHeaders))];
  }
  const request = cookieRequestOf(from, attack, defence);
  const session = sessionCookie(credential);
  const issued = `${plainTokenCookie}=${issuedToken}; Path=/; Secure; SameSite=Lax`;
  const tossed = sampleTossed(from);
  const outcome = (header: string | null): 'moved' | 'kept' =>
    moves(
      firstValue(header, session.name) !== undefined &&
        (defence !== 'double-submit' || matchesCookie(changing, firstValue(header, plainTokenCookie))),
    );
  if (credential === 'Partitioned' && !isInPartition(from, attack, defence)) return [expectation(chips, 'kept')];
  return expectFromCookies(
    [
      { header: sessionHeader(session), setAt: sampleBank },
      { header: issued, setAt: sampleBank },
      ...(tossed === undefined ? [] : [{ ...tossed, api: 'script' as const }]),
    ],
    request,
    outcome,
  );
}

function read({ from, attack, defence, credential }: Values, log: VisitLog): Reading {
  const moved = hasMoved(log, credential, attack, defence);
  if (moved === undefined) return { seen: 'unknown', inconclusive: 'the bank’s books were not read' };
  if (moved) return { seen: 'moved' };
  if (hasMoved(log, credential, 'own', defence) !== true) {
    return { seen: 'kept', inconclusive: 'the owner’s own transfer moved nothing either' };
  }
  const arrivals = arrivalsOf(log, attack, defence);
  const arrival = arrivals.find(({ method }) => method !== 'OPTIONS');
  if (arrival === undefined) {
    if (arrivals.length > 0) return { seen: 'kept' };
    return {
      seen: 'kept',
      inconclusive: `the browser made no such request (the page saw: ${outcomeOf(log, attack, defence) ?? 'nothing'})`,
    };
  }
  const isWithheld = credential !== inHeader && !cookieNames(arrival).includes(controlCookie);
  if (isWithheld && isThirdParty(cookieRequestOf(from, attack, defence))) {
    return { seen: 'kept', masked: 'no cookie of a third party was sent at all, not even one with SameSite=None; Secure' };
  }
  return { seen: 'kept' };
}

export default check({
  id: 'sessions/forgery',
  title: 'Whether money moves when a page makes the browser ask for it: attack, defence and where the session lives',
  clauses: [
    rfc10025('5.8.3', 'Retrieval Algorithm'),
    rfc10025('5.7', 'Storage Model'),
    chips,
    fetchStandard('append-a-request-origin-header', 'append a request `Origin` header'),
    fetchStandard('cors-preflight-fetch', 'CORS-preflight fetch'),
    fetchMetadata('Sec-Fetch-Site'),
    networking,
    storage,
  ],
  claims: ['SE-1', 'SE-2', 'SE-3', 'SE-7'],
  axes: {
    from: perVisit(relations),
    attack: sideBySide(attackNames),
    defence: sideBySide(defenceNames),
    credential: carried(credentials),
  },
  omit: ({ from, attack }) =>
    attacksFrom(from).includes(attack) ? undefined : 'four ways show how requests from the bank’s own site fare',
  visit: ({ from }, stage) =>
    forgeryJourney(
      {
        from,
        attacks: attacksFrom(from),
        defences: defenceNames,
        keepers: {
          ...Object.fromEntries(
            Object.keys(cookieCredentials).map((credential) => [
              credential,
              expressSessions(sessionCookie(credential as CookieCredential)),
            ]),
          ),
          [inHeader]: tokenInHeader,
        },
      },
      stage,
    ),
  read,
  expect,
  evidence: ({ attack, defence }, log) => ({ arrivals: arrivalsOf(log, attack, defence), beside: booksOf(log, attack, defence) }),
});
