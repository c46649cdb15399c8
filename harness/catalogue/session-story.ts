import type { Alteration } from '../../servers/apps/altered-credential.ts';
import { service, type Routing } from '../../servers/apps/service.ts';
import { keeperOf, type SessionKind } from '../../servers/apps/session-kinds.ts';
import { sessionUserHeader } from '../../servers/apps/session-server.ts';
import { extraHost, extraUrl } from '../../servers/names.ts';
import { page } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { pathOf, type Answer, type Arrival } from '../../servers/wire-log.ts';
import { sideBySide, type Axis } from '../model/axes.ts';
import type { Clause, Expectation } from '../model/authority.ts';
import type { Check } from '../model/check.ts';
import { awaitReport, type, type Step, type VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import { thief, user } from '../oracles/session-life.ts';
import { cookieNames } from './samesite-cookies.ts';

/** Where a page of a story is: at the service, at a sibling host that somebody else has, or on the thief's own site. */
type Place = 'home' | 'sibling' | 'thief';

/** What a page asks of a service. */
export interface StoryCall {
  readonly ask: string;
  readonly method: 'GET' | 'POST';
  readonly bare?: true;
}

export const login: StoryCall = { ask: `login?user=${user}`, method: 'POST' };
export const thiefLogin: StoryCall = { ask: `login?user=${thief}`, method: 'POST' };
export const logout: StoryCall = { ask: 'logout', method: 'POST' };
export const restart: StoryCall = { ask: 'restart', method: 'POST' };
export const who: StoryCall = { ask: 'who', method: 'GET' };
export const whoBare: StoryCall = { ...who, bare: true };
/** Takes over a copy of what was issued last. */
export const plant = (alteration: Alteration = 'none'): StoryCall => ({ ask: `plant?alteration=${alteration}`, method: 'GET' });
/** Puts a copy where the service's own host gets it too. */
export const plantWidely: StoryCall = { ask: 'plant?domain={domain}', method: 'GET' };

/** A page that the browser goes to; `reopened`: after it was closed and started again. */
export interface Scene {
  readonly at: Place;
  readonly reopened?: true;
}

export interface ServiceSetup {
  readonly routing?: Routing;
  /** Seconds that a session lasts, less than none for one whose time is over; absent: as long as the browser is open. */
  readonly lifetime?: number;
  /** `careless`: a login does not give the session a new id. */
  readonly renewal?: 'careless';
  readonly hostPrefix?: boolean;
  /** Where a page keeps a token; `localStorage` where nothing is said. */
  readonly keeping?: 'localStorage' | 'sessionStorage';
}

/** What happens to sessions of each kind in several variants; each pair has a service for itself, and all go along together. */
export interface SessionStory<Kind extends SessionKind, Variant extends string> {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly Clause[];
  readonly claims?: readonly string[];
  readonly kinds: readonly Kind[];
  readonly variants: readonly Variant[];
  readonly omit?: (kind: Kind, variant: Variant) => string | undefined;
  readonly scenes: readonly Scene[];
  /** What the page of each scene asks. */
  readonly calls: (kind: Kind, variant: Variant) => readonly (readonly StoryCall[])[];
  readonly setUp?: (kind: Kind, variant: Variant) => ServiceSetup;
  /** Whose session the first `who` must find, so that there was one at all; absent: the story has no such control. */
  readonly control?: string;
  /** The variant whose first `who` that is for all of a kind, where what happens to the others leaves no time for one; absent: each one's own. */
  readonly controlVariant?: Variant;
  /** Why something else would give the same picture, if it would; `carried`: whether the last `who` of a pair came with the session's cookie. */
  readonly mask?: (kind: Kind, carried: (kind: Kind, variant: Variant) => boolean) => string | undefined;
  /** What all answers to `who`, with their requests and the name of the session's cookie, amount to; absent: the last one. */
  readonly observe?: (users: readonly string[], asked: readonly Arrival[], cookie: string) => string;
  readonly expect: (kind: Kind, variant: Variant) => readonly Expectation[];
}

type StoryAxes = Readonly<Record<'kind' | 'variant', Axis>>;

/** Makes a check of a story. The servers' own word decides: each answer to `who` says whose session it found. */
export function sessionStory<const Kind extends SessionKind, const Variant extends string>(
  story: SessionStory<Kind, Variant>,
): Check<StoryAxes> {
  type Values = Readonly<Record<'kind' | 'variant', string>>;
  const pathTo = ({ kind, variant }: Values): string => `/${kind}/${variant}`;
  const given = ({ kind, variant }: Values): [Kind, Variant] => [kind as Kind, variant as Variant];
  const pairs = story.kinds
    .flatMap((kind) => story.variants.map((variant) => ({ kind, variant })))
    .filter(({ kind, variant }) => story.omit?.(kind, variant) === undefined);

  const read = (values: Values, log: VisitLog): Reading => {
    const answersTo = (path: string) => log.answers.filter(({ arrival }) => pathOf(arrival) === `${path}/who`);
    const userIn = ({ headers }: Answer): string => headers.find(([name]) => name === sessionUserHeader)?.[1] ?? 'no-answer';
    const answers = answersTo(pathTo(values));
    const users = answers.map(userIn);
    const planned = story
      .calls(...given(values))
      .flat()
      .filter(({ ask }) => ask === who.ask).length;
    const seen =
      story.observe?.(
        users,
        answers.map(({ arrival }) => arrival),
        cookieName(values.kind, values.variant, story.setUp?.(...given(values)).hostPrefix),
      ) ??
      users.at(-1) ??
      'no-request';
    if (users.length < planned)
      return { seen, inconclusive: `${String(planned)} requests should have asked, ${String(users.length)} came` };
    const known = answersTo(pathTo({ ...values, variant: story.controlVariant ?? values.variant })).map(userIn)[0] ?? 'nothing';
    if (story.control !== undefined && known !== story.control) {
      return { seen, masked: `whoever logged in was not even known before (the server found ${known})` };
    }
    const carried = (kind: Kind, variant: Variant): boolean => {
      const last = answersTo(pathTo({ kind, variant })).at(-1)?.arrival;
      return last !== undefined && cookieNames(last).includes(cookieName(kind, variant, story.setUp?.(kind, variant).hostPrefix));
    };
    const mask = story.mask?.(given(values)[0], carried);
    return { seen, ...(mask === undefined ? {} : { masked: mask }) };
  };

  return {
    id: story.id,
    title: story.title,
    clauses: story.clauses,
    ...(story.claims === undefined ? {} : { claims: story.claims }),
    axes: { kind: sideBySide(story.kinds), variant: sideBySide(story.variants) },
    omit: (values) => story.omit?.(...given(values)),
    visit: (_values, stage) => ({
      ...(story.scenes.some(({ reopened }) => reopened) ? { ownBrowser: {} } : {}),
      apps: Object.fromEntries(
        pairs.map((pair) => [pathTo(pair), serviceFor(pair.kind, pair.variant, story.setUp?.(pair.kind, pair.variant))]),
      ),
      recipes: Object.fromEntries(
        story.scenes.map((_, index) => [
          scenePath(index),
          page('callInTurn', {
            reportAs: reportName(index),
            apps: pairs.map((pair) => ({
              keeping: story.setUp?.(pair.kind, pair.variant).keeping ?? 'localStorage',
              calls: (story.calls(pair.kind, pair.variant)[index] ?? []).map(({ ask, ...call }) => ({
                ...call,
                url: `${pathTo(pair)}/${ask.replace('{domain}', extraHost(stage.id, bankDomain))}`,
              })),
            })),
          }),
        ]),
      ),
      steps: story.scenes.flatMap(({ at, reopened }, index): Step[] => [
        ...(reopened ? [{ do: 'restart' } as const] : []),
        type(placeUrl(stage, at, scenePath(index))),
        awaitReport(reportName(index)),
      ]),
    }),
    read,
    expect: (values) => story.expect(...given(values)),
    evidence: (values, log) => ({ arrivals: log.arrivals.filter((arrival) => pathOf(arrival).startsWith(`${pathTo(values)}/`)) }),
  };
}

const bankDomain = 'bank';
const scenePath = (index: number): string => `/scene-${String(index)}`;
const reportName = (index: number): string => `scene-${String(index)}`;

function placeUrl(stage: Stage, at: Place, path: string): string {
  const host: Readonly<Record<Place, readonly [domain: string, label: string]>> = {
    home: [bankDomain, 'www'],
    sibling: [bankDomain, 'sub'],
    thief: ['thief', 'www'],
  };
  return extraUrl('https', extraHost(stage.id, ...host[at]), path);
}

function cookieName(kind: string, variant: string, hostPrefix = false): string {
  return `${hostPrefix ? '__Host-' : ''}sid-${kind}-${variant}`;
}

function serviceFor(
  kind: SessionKind,
  variant: string,
  { routing, lifetime, renewal, hostPrefix }: ServiceSetup = {},
): ReturnType<typeof service> {
  const name = cookieName(kind, variant, hostPrefix);
  const cookie = { name, secure: true, ...(lifetime === undefined ? {} : { maxAge: lifetime * 1000 }) };
  return service({
    cookie: name,
    keeper: keeperOf(kind, { cookie, renewal: renewal ?? 'renews' }),
    ...(routing === undefined ? {} : { routing }),
  });
}
