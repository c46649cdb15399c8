import { extraHost, extraUrl, urlOf, type Scheme } from '../../servers/names.ts';
import type { Recipe } from '../../servers/recipe.ts';
import { groupBy } from '../model/group-by.ts';
import type { AskStep, CookieCase, SetStep } from './cookie-case.ts';

/** One step of a case on its way, with addresses and texts in which only the visit's id is still open, as `{visit}`. */
export interface Stop {
  readonly via: NonNullable<AskStep['via']>;
  readonly url: string;
  /** The origin of the page that takes the case there, same-site with it. */
  readonly home: string;
  /** Empty where the stop asks. */
  readonly set: readonly string[];
  readonly asks: boolean;
  readonly redirects: boolean;
  readonly headers: NonNullable<Recipe['headers']>;
  readonly delayMs: number;
  readonly mayFail: boolean;
}

/** A case with its addresses. */
export interface PlacedCase {
  readonly key: string;
  /** A query parameter that stands in each of its addresses, and in no other case's. */
  readonly mark: string;
  readonly stops: readonly Stop[];
  /** It goes to hosts that are not its own: of what comes back there only pairs that contain this are its. */
  readonly abroad: string | undefined;
}

/** A page that takes cases through some of their stops; a later page takes them on. */
export interface CasePage {
  readonly url: string;
  readonly runs: readonly Run[];
  /** A plain cookie set and asked for in the same way, by this page or by one before it. */
  readonly control: PlacedCase;
}

/** Stops that a case takes on one page. */
export interface Run {
  readonly one: PlacedCase;
  readonly stops: readonly Stop[];
}

/** What a visit goes through. */
export interface Placement {
  readonly cases: ReadonlyMap<string, PlacedCase>;
  readonly pages: readonly CasePage[];
}

/** RFC 10025, 6.1, asks for at least 50 a domain; the pages' own controls come on top. */
const cookiesOnDomain = 45;

/** Gives every case a host of its own, and lays the pages that take all of them through their stops. */
export function placeCases(cases: ReadonlyMap<string, CookieCase>): Placement {
  const placed = new Map<string, PlacedCase>();
  const pages: CasePage[] = [];
  for (const [index, { entries, uncontrolled }] of groupsOf([...cases]).entries()) {
    const domain = `g${String(index)}`;
    for (const [key, one] of entries) placed.set(key, placeCase(key, one, domain, `case=${String(placed.size)}`));
    const here = entries.flatMap(([key]) => placed.get(key) ?? []);
    for (const { home, runs } of stretches(here, urlAt('https', extraHost('{visit}', domain, 'page'), ''))) {
      const mark = `page=${String(pages.length)}`;
      const url = `${home}/cases?${mark}`;
      const before = pages.at(-1)?.control;
      if (uncontrolled && before !== undefined) pages.push({ url, runs, control: before });
      else {
        const control = controlAt(home, mark);
        pages.push({ url, runs: [{ one: control, stops: control.stops }, ...runs], control });
      }
    }
  }
  return { cases: placed, pages };
}

/** Puts the visit's id where a text leaves it open. */
export function filled(text: string, visit: string): string {
  return text.replaceAll('{visit}', visit).replaceAll('{VISIT}', visit.toUpperCase());
}

type Entry = readonly [key: string, one: CookieCase];

/** Cases that share a registrable domain of the visit's own, or are abroad together. */
interface Group {
  readonly entries: readonly Entry[];
  /** No control may set a cookie there, or what it would show is itself in question. */
  readonly uncontrolled: boolean;
}

/** The uncontrolled come last, after a group whose control can speak for them. */
function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const alone = entries.filter(([, { ownDomain }]) => ownDomain === true);
  const abroad = entries.filter((entry) => !alone.includes(entry) && isAbroad(entry[1]));
  const shared = groupBy(
    entries.filter((entry) => !alone.includes(entry) && !abroad.includes(entry)),
    ([, one]) => wayOf(one),
  );
  const controlled = [...shared.values()].flatMap(splitByCookies);
  return [
    ...(controlled.length === 0 ? [[]] : controlled).map((together) => ({ entries: together, uncontrolled: false })),
    ...(abroad.length === 0 ? [] : [{ entries: abroad, uncontrolled: true }]),
    ...alone.map((entry) => ({ entries: [entry], uncontrolled: true })),
  ];
}

/** Cases that change between http and https in the same way share pages. */
function wayOf(one: CookieCase): string {
  const schemes = stepsOf(one).map(({ scheme = 'https' }) => scheme);
  return schemes.filter((scheme, index) => scheme !== schemes[index - 1]).join();
}

/** Few enough cookies for any browser's limit of cookies a registrable domain. */
function splitByCookies(entries: readonly Entry[]): Entry[][] {
  const groups: Entry[][] = [];
  let cookies = Infinity;
  for (const entry of entries) {
    const more = entry[1].set.reduce((sum, { set }) => sum + set.length, 0);
    cookies += more;
    if (cookies > cookiesOnDomain) {
      groups.push([entry]);
      cookies = more;
    } else groups.at(-1)?.push(entry);
  }
  return groups;
}

const stepsOf = ({ set, ask = {} }: CookieCase): readonly (Partial<SetStep> | AskStep)[] => [...set, ask];
const isAbroad = (one: CookieCase): boolean => stepsOf(one).some(({ at }) => at !== undefined);

function placeCase(key: string, one: CookieCase, domain: string, mark: string): PlacedCase {
  const host = extraHost('{visit}', domain, mark.replace('=', ''));
  const id = idOf(mark);
  const steps: readonly (Partial<Omit<SetStep, 'via'>> & AskStep)[] = [...one.set, one.ask ?? {}];
  const stops = steps.map((step, index): Stop => {
    const { scheme = 'https', set = [], headers = [], delayMs = 0 } = step;
    const at = step.at?.replaceAll('{id}', id);
    const { pathname, search } = new URL(`https://placeholder${step.path ?? '/'}`);
    const target = `${pathname}${search === '' ? '?' : `${search}&`}${mark}&stop=${String(index)}`;
    return {
      via: step.via ?? 'http',
      url: urlAt(scheme, at ?? (step.host === undefined ? host : `${step.host}.${host}`), target, step.otherPort),
      home: urlAt(scheme, at ?? extraHost('{visit}', domain, 'page'), ''),
      set: set.map((line) => line.replaceAll('{host}', host).replaceAll('{HOST}', host.toUpperCase()).replaceAll('{id}', id)),
      asks: index === one.set.length,
      redirects: step.redirects === true,
      headers,
      delayMs,
      mayFail: step.mayFail === true,
    };
  });
  return { key, mark, stops, abroad: isAbroad(one) ? id : undefined };
}

/** No id is part of another. */
const idOf = (mark: string): string => `x${mark.replace('=', '')}x{visit}`;

/** Pages are at the usual port of an extra host, so the other one is another origin of the same site. */
function urlAt(scheme: Scheme, host: string, path: string, otherPort?: true): string {
  if (otherPort === undefined) return extraUrl(scheme, host, path);
  return urlOf(scheme, host, scheme === 'http' ? 'standard' : 'other', path);
}

/** Runs by the home that they share, in order; a single one without runs where there are no cases. */
function stretches(cases: readonly PlacedCase[], emptyHome: string): readonly { readonly home: string; readonly runs: readonly Run[] }[] {
  if (cases.length === 0) return [{ home: emptyHome, runs: [] }];
  const found: { home: string; runs: Run[] }[] = [];
  let left = cases.map((one) => ({ one, stops: one.stops }));
  for (;;) {
    left = left.filter(({ stops }) => stops.length > 0);
    const home = left[0]?.stops[0]?.home;
    if (home === undefined) return found;
    const runs: Run[] = [];
    for (const waiting of left) {
      const end = waiting.stops.findIndex((stop) => stop.home !== home);
      const stops = end === -1 ? waiting.stops : waiting.stops.slice(0, end);
      waiting.stops = waiting.stops.slice(stops.length);
      if (stops.length > 0) runs.push({ one: waiting.one, stops });
    }
    found.push({ home, runs });
  }
}

/** A plain cookie in a directory where no case asks. */
function controlAt(home: string, mark: string): PlacedCase {
  const stop = (index: number, set: readonly string[]): Stop => ({
    via: 'http',
    url: `${home}/control/?${mark}&stop=${String(index)}`,
    home,
    set,
    asks: set.length === 0,
    redirects: false,
    headers: [],
    delayMs: 0,
    mayFail: false,
  });
  return { key: `control/${mark}`, mark, stops: [stop(0, [`control${idOf(mark)}=1`]), stop(1, [])], abroad: idOf(mark) };
}
