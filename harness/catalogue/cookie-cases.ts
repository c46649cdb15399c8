import type { CaseOnPage, StepOutcome } from '../../servers/cookie-acts.ts';
import { noCookieStore, type CookieStoreInit } from '../../servers/document-acts.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';
import { expectation, type Clause, type Expectation } from '../model/authority.ts';
import { combinations, type Axes, type AxisValues } from '../model/axes.ts';
import type { Check } from '../model/check.ts';
import { awaitReport, type, type Step, type VisitLog } from '../model/journey.ts';
import type { Reading } from '../model/verdict.ts';
import { cookieStoreHeader } from '../oracles/cookie-store-header.ts';
import { CookieJarModel, type SettingContext } from '../oracles/cookie-jar/index.ts';
import { isSameSite } from '../oracles/site.ts';

/** How a cookie is set or read: by the wire, by `document.cookie`, or by `cookieStore`. */
export type Means = SettingContext['api'];

/** A place below a case's own host: `host` are labels in front of it, such as `www`. */
export interface Place {
  readonly host?: string;
  /** Path and query; `/` when absent. */
  readonly path?: string;
  /** Https when absent. */
  readonly scheme?: Scheme;
}

/** Cookies set at one place, in order. */
export interface SetStep extends Place {
  readonly via?: Means;
  /**
   * Set-Cookie values, strings for `document.cookie`, or JSON of what `cookieStore.set()` takes. `{host}` stands for
   * the case's own host, `{site}` for its registrable domain.
   */
  readonly set: readonly string[];
  /** More lines of the answer's head. */
  readonly headers?: NonNullable<Recipe['headers']>;
  /** Milliseconds until the answer comes; cookies that are there age meanwhile. */
  readonly delayMs?: number;
  /** The browser may refuse the whole answer, or the call. What it stored is asked for all the same. */
  readonly mayFail?: true;
}

/**
 * One question about storing and returning cookies: they are set, and then asked for. Every case has a host of its own,
 * below a registrable domain that it shares with few others, so cases cannot meet unless a cookie's Domain says so.
 */
export interface CookieCase {
  readonly set: readonly SetStep[];
  /** Where the cookies are asked for; at the case's own host over the wire when absent. */
  readonly ask?: Place & { readonly via?: Means };
  /** No other case shares its registrable domain: it asks about something that browsers count there. */
  readonly ownDomain?: true;
}

/** What an observation is made from: the Cookie line as it arrived, or what a document read; null when there was none. */
export type Observe = (cookies: string | null) => string;

/** What a check over such cases is made of. */
export interface CookieCases<A extends Axes> extends Pick<Check<A>, 'id' | 'title' | 'clauses' | 'claims' | 'axes' | 'omit'> {
  readonly caseOf: (values: AxisValues<A>) => CookieCase;
  /** The clause that the computed expectation rests on. */
  readonly clause: Clause | ((values: AxisValues<A>) => Clause);
  /** `cookieText` when absent. */
  readonly observe?: Observe;
}

/** Few enough for every browser's limit of cookies a site (RFC 10025, 6.1 asks for at least 50). */
const casesOnPage = 40;
const controlKey = 'control';
const controlCase: CookieCase = { set: [{ set: ['control=1'] }] };

/** Lays out a check that takes many cases through one visit; expectations come from the model of RFC 10025. */
export function cookieCases<const A extends Axes>(definition: CookieCases<A>): Check<A> {
  const { caseOf, observe = cookieText, clause, ...rest } = definition;
  const rows = (combinations(definition.axes) as AxisValues<A>[]).filter((values) => definition.omit?.(values) === undefined);
  const keyOf = (values: AxisValues<A>): string => Object.values(values).join('/');
  const placed = placeCases(new Map(rows.map((values) => [keyOf(values), caseOf(values)])));
  const placedOf = (values: AxisValues<A>): PlacedCase => placed.cases.get(keyOf(values)) ?? missing(keyOf(values));
  return {
    ...rest,
    visit: (_, stage) => layOut(placed, stage),
    read: (values, log) => readCase(placedOf(values), placed, observe, log),
    expect: (values) => expectCase(placedOf(values), typeof clause === 'function' ? clause(values) : clause, observe),
    evidence: (values, log) => {
      const one = placedOf(values);
      const urls = new Set(one.stops.map(({ target }) => target));
      return {
        arrivals: log.arrivals.filter((arrival) => urls.has(arrival.target) && arrival.host.startsWith(`${one.label}.`)),
        page: outcomesOf(one, log),
      };
    },
  };
}

/** The Cookie line as one line of text: `none`, bytes outside of printable ASCII as `\xNN`, and what is long by its length. */
export function cookieText(cookies: string | null): string {
  if (cookies === null || cookies === '') return 'none';
  const shown = cookies.replace(/[^\x20-\x7e]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return shown.length <= 200 ? shown.replace(/^ | $/g, '\\x20') : `${shown.slice(0, 40)}… (${String(cookies.length)} bytes)`;
}

/** One stop of a case on its way: cookies are set there, or asked for. */
interface Stop {
  readonly label: string;
  readonly scheme: Scheme;
  readonly via: Means;
  readonly set: readonly string[];
  readonly headers: NonNullable<Recipe['headers']>;
  readonly delayMs: number;
  readonly mayFail: boolean;
  readonly asks: boolean;
  readonly target: string;
}

interface PlacedCase {
  readonly key: string;
  /** The page that takes the case through its stops; undefined for a chain of navigations. */
  readonly group: Group | undefined;
  readonly domain: string;
  /** The case's own host is this label below its domain. */
  readonly label: string;
  readonly stops: readonly Stop[];
}

interface Group {
  readonly domain: string;
  readonly scheme: Scheme;
  readonly keys: string[];
  /** Key of the case that speaks for this group: its own, or that of the group before where a case has the domain to itself. */
  readonly control: string;
}

interface Placed {
  readonly cases: ReadonlyMap<string, PlacedCase>;
  readonly groups: readonly Group[];
  /** Cases whose stops differ in scheme: a page of one scheme would ask the other across sites, so each stop is a navigation. */
  readonly chain: readonly PlacedCase[];
}

function placeCases(cases: ReadonlyMap<string, CookieCase>): Placed {
  const placed = new Map<string, PlacedCase>();
  const groups: Group[] = [];
  const chain: PlacedCase[] = [];
  const place = (key: string, group: Group | undefined, domain: string, one: CookieCase): PlacedCase => {
    const label = `h${String(placed.size)}`;
    const made = { key, group, domain, label, stops: stopsOf(one, label) };
    placed.set(key, made);
    group?.keys.push(key);
    return made;
  };
  const sharedGroup = (scheme: Scheme): Group => {
    const last = groups.findLast((group) => group.scheme === scheme && group.keys.includes(group.control));
    if (last !== undefined && last.keys.length <= casesOnPage) return last;
    const domain = `g${String(groups.length)}`;
    const group: Group = { domain, scheme, keys: [], control: `${controlKey}/${domain}` };
    groups.push(group);
    place(group.control, group, domain, atScheme(controlCase, scheme));
    return group;
  };
  for (const [key, one] of cases) {
    const schemes = new Set(stopsOf(one, '').map(({ scheme }) => scheme));
    const [scheme] = schemes;
    if (scheme === undefined || schemes.size > 1) {
      chain.push(place(key, undefined, `n${String(chain.length % casesOnPage)}`, one));
      continue;
    }
    const shared = sharedGroup(scheme);
    if (one.ownDomain === true) {
      const own: Group = { domain: `o${String(groups.length)}`, scheme, keys: [], control: shared.control };
      groups.push(own);
      place(key, own, own.domain, one);
    } else place(key, shared, shared.domain, one);
  }
  if (chain.length > 0) chain.unshift(place(`${controlKey}/chain`, undefined, 'n', controlCase));
  return { cases: placed, groups, chain };
}

function atScheme(one: CookieCase, scheme: Scheme): CookieCase {
  return { set: one.set.map((step) => ({ ...step, scheme })), ask: { scheme } };
}

function stopsOf({ set, ask = {} }: CookieCase, label: string): Stop[] {
  const steps: readonly (Omit<SetStep, 'set'> & { readonly set?: SetStep['set'] })[] = [...set, ask];
  return steps.map((step, index) => {
    const url = new URL(step.path ?? '/', 'https://placeholder');
    url.searchParams.set('stop', String(index));
    return {
      label: step.host === undefined ? label : `${step.host}.${label}`,
      scheme: step.scheme ?? 'https',
      via: step.via ?? 'http',
      set: step.set ?? [],
      headers: step.headers ?? [],
      delayMs: step.delayMs ?? 0,
      mayFail: step.mayFail ?? false,
      asks: index === set.length,
      target: `${url.pathname}${url.search}`,
    };
  });
}

/** The stage's id only makes names unlike those of other visits. */
const stopHost = (stageId: string, one: PlacedCase, stop: Stop): string => extraHost(stageId, one.domain, ...stop.label.split('.'));
const stopUrl = (stageId: string, one: PlacedCase, stop: Stop): string => extraUrl(stop.scheme, stopHost(stageId, one, stop), stop.target);
const setText = (stageId: string, one: PlacedCase, line: string): string =>
  line.replaceAll('{host}', extraHost(stageId, one.domain, one.label)).replaceAll('{site}', extraHost(stageId, one.domain));

const readable: NonNullable<Recipe['headers']> = [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
  ['cache-control', 'no-store'],
];

function layOut({ cases, groups, chain }: Placed, stage: Stage): { recipes: Recipes; steps: Step[] } {
  const recipes: Record<string, Recipe> = {};
  const groupUrl = (group: Group): string => extraUrl(group.scheme, extraHost(stage.id, group.domain, 'page'), '/cases');
  const reportOf = (group: Group): string => `cases-${group.domain}`;
  const chainStops = chain.flatMap((one) => one.stops.map((stop) => ({ one, stop })));
  const chainUrls = chainStops.map(({ one, stop }) => stopUrl(stage.id, one, stop));
  const register = (one: PlacedCase, stop: Stop, next?: string): void => {
    const headers: NonNullable<Recipe['headers']> = [
      ...readable,
      ...stop.headers,
      ...(stop.via === 'http' ? stop.set.map((line) => ['set-cookie', setText(stage.id, one, line)] as const) : []),
    ];
    const inChain = one.group === undefined;
    const acts = {
      via: stop.via,
      set: stop.via === 'http' ? [] : stop.set.map((line) => setText(stage.id, one, line)),
      read: stop.asks && stop.via !== 'http',
      ...(inChain && next !== undefined ? { next } : {}),
      ...(inChain && stop.asks ? { reportAs: `case-${one.key}` } : {}),
    };
    recipes[`//${stopHost(stage.id, one, stop)}${stop.target}`] = {
      ...(inChain || stop.via !== 'http' ? page('actOnCookies', acts, { headers }) : text('text/plain', 'ok', headers)),
      ...(stop.delayMs === 0 ? {} : { delayMs: stop.delayMs }),
    };
  };
  for (const [index, group] of groups.entries()) {
    const onPage: CaseOnPage[] = group.keys.map((key) => {
      const one = cases.get(key) ?? missing(key);
      return {
        key,
        steps: one.stops.map((stop) => {
          register(one, stop);
          return { kind: stop.via === 'http' ? 'fetch' : 'frame', url: stopUrl(stage.id, one, stop) };
        }),
      };
    });
    const following = groups[index + 1];
    const next = following === undefined ? chainUrls[0] : groupUrl(following);
    recipes[`//${extraHost(stage.id, group.domain, 'page')}/cases`] = page('runCookieCases', {
      cases: onPage,
      reportAs: reportOf(group),
      ...(next === undefined ? {} : { next }),
    });
  }
  for (const [index, { one, stop }] of chainStops.entries()) register(one, stop, chainUrls[index + 1]);
  const [first] = groups;
  const start = first === undefined ? chainUrls[0] : groupUrl(first);
  return {
    recipes,
    steps: [
      type(start ?? missing('a case')),
      ...groups.map((group) => awaitReport(reportOf(group))),
      ...chain.map(({ key }) => awaitReport(`case-${key}`)),
    ],
  };
}

function outcomesOf(one: PlacedCase, log: VisitLog): readonly StepOutcome[] | undefined {
  if (one.group === undefined) {
    const last = log.reported(`case-${one.key}`) as StepOutcome | undefined;
    return last === undefined ? undefined : [...one.stops.slice(1).map(() => ({})), last];
  }
  const outcomes = log.reported(`cases-${one.group.domain}`) as Record<string, readonly StepOutcome[]> | undefined;
  return outcomes?.[one.key];
}

/** What came back at a case's last stop: the Cookie line or what the document read; undefined when nothing asked. */
function answerOf(one: PlacedCase, log: VisitLog): { cookies: string | null } | { failure: string } {
  const outcomes = outcomesOf(one, log) ?? [];
  const last = one.stops.at(-1) ?? missing(one.key);
  const failed = outcomes.find(({ failure }, index) => failure !== undefined && !toleratesFailure(one.stops[index], failure))?.failure;
  if (failed !== undefined) return { failure: failed };
  if (last.via !== 'http') return { cookies: wireBytes(outcomes.at(-1)?.read ?? '') };
  const asked = arrivalAt(one, last, log);
  if (asked === undefined) return { failure: 'the request that should carry the cookie never arrived' };
  const lines = headerValues(asked, 'cookie');
  return { cookies: lines.length === 0 ? null : lines.join(' | ') };
}

function toleratesFailure(stop: Stop | undefined, failure: string): boolean {
  return stop?.mayFail === true && failure !== noCookieStore;
}

function arrivalAt(one: PlacedCase, stop: Stop, log: VisitLog): Arrival | undefined {
  return log.arrivals.find(
    ({ host, target, scheme }) => scheme === stop.scheme && target === stop.target && host.startsWith(`${stop.label}.${one.domain}-`),
  );
}

function readCase(one: PlacedCase, placed: Placed, observe: Observe, log: VisitLog): Reading {
  const answer = answerOf(one, log);
  if ('failure' in answer) {
    if (answer.failure === noCookieStore) return { unsupported: 'this browser has no cookieStore' };
    return { seen: answer.failure, inconclusive: `a step of the case failed: ${answer.failure}` };
  }
  const seen = observe(answer.cookies);
  const control = placed.cases.get(one.group?.control ?? `${controlKey}/chain`);
  const held = control !== undefined && answerOf(control, log);
  if (held === false || !('cookies' in held) || held.cookies !== 'control=1') {
    return { seen, masked: 'a plain cookie set in the same way beside it was not returned either' };
  }
  return { seen };
}

/** Replays the case in the model of RFC 10025. */
function expectCase(one: PlacedCase, cited: Clause, observe: Observe): readonly Expectation[] {
  const stageId = 'sample';
  const jar = new CookieJarModel();
  let now = new Date();
  let before: URL | undefined;
  for (const stop of one.stops) {
    const url = new URL(stopUrl(stageId, one, stop));
    now = new Date(now.getTime() + stop.delayMs);
    const context = {
      sameSite: before === undefined || isSameSite(before, url),
      topLevelNavigation: one.group === undefined,
      now,
    };
    if (stop.asks) {
      return [
        expectation(cited, observe(jar.cookieHeader(url, { ...context, api: stop.via === 'http' ? 'http' : 'script', method: 'GET' }))),
      ];
    }
    for (const line of stop.set) {
      const text = setText(stageId, one, line);
      jar.set(
        stop.via === 'http' ? text : wireBytes(stop.via === 'script' ? text : cookieStoreHeader(JSON.parse(text) as CookieStoreInit)),
        {
          ...context,
          url,
          api: stop.via,
        },
      );
    }
    before = url;
  }
  return missing(one.key);
}

/** Scripts write characters, the wire carries their UTF-8; one character a byte, as Node writes header values. */
function wireBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function missing(what: string): never {
  throw new Error(`there is no case for ${what}`);
}
