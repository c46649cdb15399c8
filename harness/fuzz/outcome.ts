import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { observationText } from '../model/observation.ts';
import { CookieJarModel, permittedAnswers, type Storage } from '../oracles/cookie-jar/index.ts';
import { headerOf, tagged, type FuzzCase } from './fuzz-case.ts';

/** Where every case's cookies are asked for after it was set at `/dir/page`; `host` is a label in front of the case's host. */
export const asks = [
  { name: 'root', path: '/' },
  { name: 'directory', path: '/dir/' },
  { name: 'below', path: '/dir/page/below' },
  { name: 'child-host', path: '/dir/page', host: 'www' },
] as const;
export const setPath = '/dir/page';
type AskName = (typeof asks)[number]['name'];

/** The pairs that came back for one case, by the place that asked; null where none did. The tag is taken out. */
export type Outcome = Readonly<Record<AskName, string | null>>;

/** A host of a fuzzing visit: below `domain`, which several share, and made for one stage. */
export interface FuzzHost {
  readonly domain: string;
  readonly label: string;
  readonly scheme: Scheme;
}

/** Puts a host's own names where a header has placeholders for them. */
export function namedHeader(one: FuzzCase, host: FuzzHost, stageId: string): string {
  const name = extraHost(stageId, host.domain, host.label);
  return headerOf(one)
    .replaceAll('{host}', name)
    .replaceAll('{HOST}', name.toUpperCase())
    .replaceAll('{site}', extraHost(stageId, host.domain));
}

/** The URL of a path at a host, or at the child host of that label. */
export function hostUrl(host: FuzzHost, stageId: string, path: string, child?: string): string {
  return extraUrl(host.scheme, extraHost(stageId, host.domain, ...(child === undefined ? [] : [child]), host.label), path);
}

/** The pairs of a Cookie line that carry the tag, without it. */
export function taggedPairs(line: string | null, tag: string): string | null {
  const pairs = (line ?? '').split('; ').filter((pair) => pair.includes(tag));
  return pairs.length === 0 ? null : pairs.join('; ').replaceAll(tag, '');
}

/** What the documents make of a case. */
export interface Expected {
  /** What RFC 10025 makes of the header, with its usual choices. */
  readonly storage: Storage;
  readonly outcome: Outcome;
  /** True for every outcome that RFC 10025 or the layered draft leaves open. */
  readonly permits: (outcome: Outcome) => boolean;
}

/** Replays a case in the models of both documents. */
export function expected(one: FuzzCase, now: Date): Expected {
  const tag = tagOf(0);
  const host: FuzzHost = { domain: 'g0', label: 'h0', scheme: one.scheme };
  const header = namedHeader(tagged(one, tag) ?? one, host, 'sample');
  const set = (jar: CookieJarModel): Storage => jar.set(header, { url: new URL(hostUrl(host, 'sample', setPath)), api: one.via, now });
  const ask = (jar: CookieJarModel): Outcome =>
    outcomeOf(({ path, ...at }) =>
      taggedPairs(jar.cookieHeader(new URL(hostUrl(host, 'sample', path, 'host' in at ? at.host : undefined)), { now }), tag),
    );
  const answer = (jar: CookieJarModel): string => {
    set(jar);
    return JSON.stringify(ask(jar));
  };
  const usual = new CookieJarModel();
  const storage = set(usual);
  const outcome = ask(usual);
  return {
    storage,
    outcome,
    permits: (seen) => {
      const text = JSON.stringify(seen);
      // Most browsers do the usual thing, and the other choices take ten times as long to play.
      if (text === JSON.stringify(outcome)) return true;
      return [...permittedAnswers('rfc10025', answer), ...permittedAnswers('layered', answer)].some((one) => observationText(one) === text);
    },
  };
}

/** An outcome made place by place. */
export function outcomeOf(at: (ask: (typeof asks)[number]) => string | null): Outcome {
  return Object.fromEntries(asks.map((ask) => [ask.name, at(ask)])) as Outcome;
}

/** A text that no case contains, different for each number, none within another. */
export function tagOf(index: number): string {
  return `Q${String(index)}Q`;
}
