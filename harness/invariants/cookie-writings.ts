import { fetchChoices, usualChoices, type Choices } from '../oracles/cookie-jar/index.ts';
import { lastAttribute } from '../oracles/cookie-jar/attributes.ts';
import { parseSetCookie } from '../oracles/cookie-jar/parse.ts';
import type { Answer, Arrival } from '../../servers/wire-log.ts';
import { arrivalUrl } from '../../servers/wire-log.ts';
import { scriptedCookies } from './scripted-cookies.ts';

/** A promise about a cookie that an attribute makes. */
export type Promised = 'httpOnly' | 'secure' | 'strict';

/** One Set-Cookie line that an origin sent, or one cookie that a page was given to set by script. */
interface Writing {
  readonly line: string;
  readonly arrival: Arrival;
  /** The cookie as it comes back, if both cookie documents read the line so; undefined where nothing is sure. */
  readonly pair: string | undefined;
  readonly promises: ReadonlySet<Promised>;
  /** It may reach hosts other than the one that set it. */
  readonly wide: boolean;
}

/** A cookie that comes back as `pair`, every source of which made the promise. */
export interface KnownCookie {
  readonly pair: string;
  /** The answer that set it first. */
  readonly setBy: Arrival;
  readonly line: string;
}

const documents: readonly Choices[] = [usualChoices, fetchChoices];

/**
 * Every cookie that a visit may have set. Whether a browser took it does not matter, nor when: a cookie that comes back is
 * spoken of only if each writing that it may come from says the same, so that what is unclear stays out.
 */
export class CookieWritings {
  readonly #byHost = new Map<string, Writing[]>();
  readonly #wide: Writing[] = [];
  readonly #known = new Map<string, readonly KnownCookie[]>();

  constructor(answers: readonly Answer[]) {
    for (const { arrival, headers, given } of answers) {
      for (const [name, line] of headers) if (name.toLowerCase() === 'set-cookie') this.#add(fromAnswer(line, arrival));
      if (given !== undefined) for (const line of scriptedCookies(given)) this.#add(fromScript(line, arrival));
    }
  }

  /** The cookies that may come back to `host` and were promised so by all that may have set them. */
  known(host: string, promised: Promised): readonly KnownCookie[] {
    const key = `${promised} ${host}`;
    const found = this.#known.get(key) ?? this.#find(host, promised);
    this.#known.set(key, found);
    return found;
  }

  /** The cookies whose pair passes `test`, whatever hosts they are for, and all arrivals whose answers may have set each. */
  matching(test: (pair: string) => boolean): ReadonlyMap<string, readonly Arrival[]> {
    const all = [...this.#byHost.values()].flat();
    const pairs = new Set(all.flatMap(({ pair }) => (pair !== undefined && test(pair) ? [pair] : [])));
    return new Map([...pairs].map((pair) => [pair, all.filter(({ line }) => line.includes(pair)).map(({ arrival }) => arrival)]));
  }

  #add(writing: Writing): void {
    const { host } = writing.arrival;
    const there = this.#byHost.get(host) ?? [];
    this.#byHost.set(host, there);
    there.push(writing);
    if (writing.wide) this.#wide.push(writing);
  }

  #find(host: string, promised: Promised): readonly KnownCookie[] {
    const own = this.#byHost.get(host) ?? [];
    const near = [...own, ...this.#wide.filter(({ arrival }) => arrival.host !== host)];
    const pairs = new Set(near.flatMap(({ pair, promises }) => (pair !== undefined && promises.has(promised) ? [pair] : [])));
    return [...pairs].flatMap((pair) => {
      const sources = near.filter(({ line }) => line.includes(pair));
      const [first] = sources;
      const isSure = sources.every((source) => source.pair === pair && source.promises.has(promised));
      return first !== undefined && isSure ? [{ pair, setBy: first.arrival, line: first.line }] : [];
    });
  }
}

/** The pairs of a cookie-string. */
export function pairsOf(cookies: string): readonly string[] {
  return cookies.split('; ');
}

function fromAnswer(line: string, arrival: Arrival): Writing {
  const url = new URL(arrivalUrl(arrival));
  const readings = documents.map((choices) => readLine(line, url, choices));
  const [first] = readings;
  const sure = first !== undefined && readings.every((reading) => reading?.pair === first.pair);
  return {
    line,
    arrival,
    pair: sure ? first.pair : undefined,
    promises: new Set(sure ? [...first.promises].filter((one) => readings.every((reading) => reading?.promises.has(one))) : []),
    wide: /domain/i.test(line),
  };
}

/** What a script sets promises nothing here: its own rules differ, and checks of their own ask for them. */
function fromScript(line: string, arrival: Arrival): Writing {
  const [pair = ''] = line.split(';');
  return { line, arrival, pair: pair.trim(), promises: new Set(), wide: /domain/i.test(line) };
}

function readLine(line: string, url: URL, choices: Choices): { pair: string; promises: ReadonlySet<Promised> } | undefined {
  const parsed = parseSetCookie(line, url, new Date(), choices);
  if (!('attributes' in parsed)) return undefined;
  const { name, value, attributes } = parsed;
  const promises = new Set<Promised>();
  if (lastAttribute(attributes, 'HttpOnly') !== undefined) promises.add('httpOnly');
  if (lastAttribute(attributes, 'Secure') !== undefined) promises.add('secure');
  if (lastAttribute(attributes, 'SameSite')?.value === 'Strict') promises.add('strict');
  return { pair: name === '' ? value : `${name}=${value}`, promises };
}
