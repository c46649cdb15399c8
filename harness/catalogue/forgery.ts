import { bank, type Books } from '../../servers/apps/bank.ts';
import { defences, plainTokenCookie, type DefenceName } from '../../servers/apps/defences.ts';
import type { SessionCookie, SessionKeeper } from '../../servers/apps/sessions.ts';
import { guessedToken, type Forgery } from '../../servers/forgery.ts';
import { extraHost, type Relation } from '../../servers/names.ts';
import { page, redirect, text } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';
import { awaitReport, type, type Journey, type Step, type VisitLog } from '../model/journey.ts';
import type { CookieRequest } from '../oracles/cookie-request.ts';
import { issuedToken, type ChangingRequest } from '../oracles/csrf-defence.ts';
import { publicUrl } from './public-site.ts';

/** A way to make a browser ask for something. */
export interface Attack {
  /** How the page's window fares: it stays, it is taken along, or it opens another for which a person must click. */
  readonly how: 'staying' | 'leaving' | 'clicked';
  readonly method: 'GET' | 'POST';
  readonly mode: ChangingRequest['mode'];
  readonly topLevel?: true;
  readonly redirected?: true;
  readonly unsafeHeaders?: true;
}

/** Every way in which a page makes a browser ask a bank for a transfer. The names are those of the page library. */
export const attacks = {
  'link-click': { how: 'leaving', method: 'GET', mode: 'navigate', topLevel: true },
  'window-open': { how: 'clicked', method: 'GET', mode: 'navigate', topLevel: true },
  'form-get': { how: 'leaving', method: 'GET', mode: 'navigate', topLevel: true },
  'form-post': { how: 'leaving', method: 'POST', mode: 'navigate', topLevel: true },
  'auto-form-post': { how: 'leaving', method: 'POST', mode: 'navigate', topLevel: true },
  'redirect-307': { how: 'leaving', method: 'POST', mode: 'navigate', topLevel: true, redirected: true },
  img: { how: 'staying', method: 'GET', mode: 'no-cors' },
  iframe: { how: 'staying', method: 'GET', mode: 'navigate' },
  'iframe-form-post': { how: 'staying', method: 'POST', mode: 'navigate' },
  'fetch-no-cors': { how: 'staying', method: 'POST', mode: 'no-cors' },
  'fetch-cors-text': { how: 'staying', method: 'POST', mode: 'cors' },
  'fetch-cors-json': { how: 'staying', method: 'POST', mode: 'cors', unsafeHeaders: true },
  beacon: { how: 'staying', method: 'POST', mode: 'no-cors' },
  websocket: { how: 'staying', method: 'GET', mode: 'websocket' },
} as const satisfies Readonly<Record<string, Attack>>;
export type AttackName = keyof typeof attacks;
export const attackNames = Object.keys(attacks) as readonly AttackName[];
/** What is known of an attack. */
export const factsOf = (attack: AttackName): Attack => attacks[attack];

/** Where a session may live in a cookie: the attributes beside `Path=/; Secure; HttpOnly`. */
export const cookieCredentials = {
  Strict: { sameSite: 'strict' },
  Lax: { sameSite: 'lax' },
  'None-Secure': { sameSite: 'none' },
  absent: {},
  Partitioned: { sameSite: 'none', partitioned: true },
} as const satisfies Readonly<Record<string, Partial<SessionCookie>>>;
export type CookieCredential = keyof typeof cookieCredentials;

/** The session cookie of a credential, as its middleware is told of it. */
export function sessionCookie(credential: CookieCredential, prefix = 'sid'): SessionCookie {
  return { name: `${prefix}-${credential}`, secure: true, ...cookieCredentials[credential] };
}

/** The header that sets such a cookie, but for its value. */
export function sessionHeader({ name, sameSite, partitioned }: SessionCookie): string {
  return [
    `${name}=1; Path=/; Secure; HttpOnly`,
    ...(typeof sameSite === 'string' ? [`SameSite=${sameSite}`] : []),
    ...(partitioned === true ? ['Partitioned'] : []),
  ].join('; ');
}

const bankPath = '/bank/';
const sampleId = 'sample';
/** An address of the bank, for the oracles. */
export const sampleBank = new URL(publicUrl(sampleId, 'same-origin', bankPath));
const samplePage = (from: Relation): URL => new URL(publicUrl(sampleId, from, '/attack'));

/** The request of an attack as the cookie oracles take it. */
export function cookieRequestOf(from: Relation, attack: AttackName, defence: DefenceName): CookieRequest {
  const { method, topLevel = false, redirected } = factsOf(attack);
  return {
    url: new URL(`${defence}/transfer/${attack}`, sampleBank),
    method,
    topLevelNavigation: topLevel,
    documents: [samplePage(from)],
    credentials: 'include',
    redirectedFrom: redirected === true ? [samplePage(from)] : [],
  };
}

/** The same as the oracle of defences takes it. */
export function changingRequestOf(from: Relation, attack: AttackName): ChangingRequest {
  const { method, mode, unsafeHeaders = false } = factsOf(attack);
  const token = from === 'same-origin' ? issuedToken : guessedToken;
  return { page: samplePage(from), url: sampleBank, method, mode, unsafeHeaders, token };
}

/** What a page assigns to `document.cookie` to have the bank take it for the token's cookie; a page of another site cannot. */
export function tossedCookie(from: Relation, stageId: string): string | undefined {
  if (from === 'same-origin' || from === 'cross-site') return undefined;
  return `${plainTokenCookie}=${guessedToken}; Domain=${extraHost(stageId, 'a')}; Path=${bankPath}`;
}
/** The same for the oracles. */
export const sampleTossed = (from: Relation): { readonly header: string; readonly setAt: URL } | undefined => {
  const header = tossedCookie(from, sampleId);
  return header === undefined ? undefined : { header, setAt: samplePage(from) };
};

/** What a visit of forged requests is made of. */
export interface ForgeryPlan {
  readonly from: Relation;
  readonly attacks: readonly AttackName[];
  readonly defences: readonly DefenceName[];
  readonly keepers: Readonly<Record<string, SessionKeeper>>;
}

/**
 * Somebody logs in at the bank and transfers money; then goes to a page that makes the browser ask for more; then the bank's
 * books are read. Every attack under every defence has an account of its own.
 */
export function forgeryJourney({ from, attacks: names, defences: under, keepers }: ForgeryPlan, stage: Stage): Journey {
  const at = (relation: Relation, path: string): string => publicUrl(stage.id, relation, path);
  const banks = { bank: at('same-origin', bankPath), defences: under };
  const toss = tossedCookie(from, stage.id);
  const how = (wanted: Attack['how']): readonly AttackName[] => names.filter((name) => factsOf(name).how === wanted);
  const [clicked, leaving, staying] = [how('clicked'), how('leaving'), how('staying')];
  const forgery: Forgery = {
    ...banks,
    staying,
    leaving,
    clicked,
    toss: toss === undefined ? [] : [toss],
    bounce: at(from, '/bounce'),
    framed: '/framed',
    closing: '/close',
    gate: 'next',
    reportAs: 'forged',
  };
  const pairs = (of: readonly AttackName[]) => of.flatMap((attack) => under.map((defence) => ({ attack, defence })));
  return {
    apps: Object.fromEntries(under.map((defence) => [bankPath + defence, bank({ keepers, defence: defences[defence]() })])),
    recipes: {
      '/login': page('logInAtBank', { ...banks, reportAs: 'logged-in' }),
      '/attack': page('forge', forgery),
      '/bounce': redirect(307, '{query:to}'),
      '/framed': text('text/html', 'framed'),
      '/close': page('closeWindow', {}),
      '/audit': page('tellBooks', { ...banks, reportAs: 'books' }),
    },
    steps: [
      type(at('same-origin', '/login')),
      awaitReport('logged-in'),
      type(at(from, '/attack')),
      awaitReport('forged'),
      ...pairs(staying).map(awaitTransfer),
      ...pairs(clicked).flatMap((pair): readonly Step[] => [
        { do: 'click', selector: `#${pair.attack}-${pair.defence}`, serves: pair },
        { ...awaitTransfer(pair), serves: pair },
      ]),
      { do: 'open-gate', gate: 'next' },
      ...pairs(leaving).flatMap((pair, index): readonly Step[] => [
        awaitTransfer(pair),
        { do: 'open-gate', gate: `next-${String(index)}` },
      ]),
      awaitReport('forged-left'),
      type(at('same-origin', '/audit')),
      awaitReport('books'),
    ],
  };
}

/** Waits until an attack's request has come, or its preflight, or the page knows that none will. */
function awaitTransfer({ attack, defence }: { attack: AttackName; defence: DefenceName }): Extract<Step, { do: 'await' }> {
  return {
    do: 'await',
    what: `the request of ${attack} under ${defence}`,
    until: (log) => arrivalsOf(log, attack, defence).length > 0 || /^(refused|error)/.test(outcomeOf(log, attack, defence) ?? ''),
  };
}

/** All that came of an attack, its preflight included. */
export function arrivalsOf(log: VisitLog, attack: string, defence: DefenceName): readonly Arrival[] {
  const path = `${bankPath}${defence}/transfer/${attack}`;
  return log.arrivals.filter((arrival) => pathOf(arrival) === path);
}

/** How an attack that leaves the page where it is ended, as the page could tell. */
export function outcomeOf(log: VisitLog, attack: AttackName, defence: DefenceName): string | undefined {
  return (log.reported('forged') as Readonly<Record<string, string>> | undefined)?.[`${attack}/${defence}`];
}

/** Whether money of a keeper's session left an account; undefined when the books were not read. */
export function hasMoved(log: VisitLog, keeper: string, account: string, defence: DefenceName): boolean | undefined {
  const books = (log.reported('books') as Readonly<Record<string, Books>> | undefined)?.[defence];
  return books === undefined ? undefined : `${keeper}/owner/${account}` in books;
}

/** The entries of the books on an attack's account: those whose money moved. */
export function booksOf(log: VisitLog, attack: string, defence: DefenceName): Books {
  const books = (log.reported('books') as Readonly<Record<string, Books>> | undefined)?.[defence] ?? {};
  return Object.fromEntries(Object.entries(books).filter(([account]) => account.endsWith(`/${attack}`)));
}
