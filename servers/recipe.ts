import type { PlacedCase } from './cache-case.ts';

/**
 * What an origin answers at one path. A recipe is data: a visit registers it before the browser comes,
 * and the origin plays it without knowing why.
 */
export interface Recipe {
  /** Status code; 200 when absent. */
  readonly status?: number;
  /**
   * Raw header lines in order; may repeat a name. A value has one character an octet, control characters included, and
   * may use the placeholders of `fillPlaceholders`.
   */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Header values go out as they stand: what looks like a placeholder is none. */
  readonly verbatim?: true;
  readonly body?: RecipeBody;
  /** Answers each request as the next of these says, and from then on as the last one does, in place of all else. */
  readonly inTurn?: readonly [Recipe, ...Recipe[]];
  /** More of the body, which is sent when the gate of that name is opened. */
  readonly rest?: { readonly gate: string; readonly text: string };
  /** Milliseconds to hold the answer back. */
  readonly delayMs?: number;
  /** Holds the answer back until the gate of that name is opened. */
  readonly gate?: string;
  /** Answers a conditional request that names this recipe's own validator (ETag, Last-Modified) with 304 and no body. */
  readonly validates?: true;
  /**
   * Answers as a server of this version of HTTP, with these header lines and the body's length and no others, and leaves the
   * connection open whatever they say.
   */
  readonly protocol?: '1.0' | '1.1';
  /** Says nowhere how long the body is and ends the connection with it, as HTTP/1.0 servers did. */
  readonly endsBody?: true;
  /**
   * Ends one direction of the connection before the other (direct lane only). `early`: answers and ends its own side before the
   * request's body has come; `late`: sends more after the browser has ended its side.
   */
  readonly halfCloses?: 'early' | 'late';
  /** Before it answers, the origin looks up when the browser's kernel would probe the connection (direct lane only). */
  readonly looksUpProbe?: true;
  /** Does not answer, and says so in HTTP/2's own way (HTTP/2 only). */
  readonly declines?: Decline;
  /** Ends the connection of the request out of turn. Only on the direct lane is that the browser's own connection. */
  readonly breaks?: Break;
  /** Answers as this cache case says, in place of all else. */
  readonly case?: PlacedCase;
}

/** A connection that ends out of turn: before an answer, in the middle of its body, or right after a whole one that promised more. */
export interface Break {
  readonly when: 'before' | 'during' | 'after';
  /** By an orderly FIN, or by a RST. */
  readonly how: 'close' | 'reset';
}

/**
 * What takes the place of an answer in HTTP/2. `refused-stream` and `goaway` say that nothing was done with the request, by a
 * RST_STREAM of that code and by a GOAWAY that names an earlier request as the last; `internal-error`, a RST_STREAM too, leaves it open.
 */
export type Decline = 'refused-stream' | 'goaway' | 'internal-error';

export type RecipeBody =
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'file'; readonly file: MediaFile }
  /** A page that carries the page library and starts `program` with `data`. */
  | { readonly kind: 'page'; readonly program: string; readonly data: unknown; readonly head?: string; readonly body?: string }
  /** The page library as the script of a worker; it starts `program` with `data`. */
  | { readonly kind: 'script'; readonly program: string; readonly data: unknown };

/** The small valid media files in `servers/media/`. */
export type MediaFile = 'dot.png' | 'tone.wav' | 'clip.webm' | 'box.ttf';

export const mediaTypes: Readonly<Record<MediaFile, string>> = {
  'dot.png': 'image/png',
  'tone.wav': 'audio/wav',
  'clip.webm': 'video/webm',
  'box.ttf': 'font/ttf',
};

/**
 * The answers of one stage, by path: the same at each of its hosts, schemes and ports, so that a check varies
 * only where it asks. A key that ends in `*` answers every path with that beginning; the longest key wins.
 * A key that begins with `//` names one host and one target, query included: `//h3.g7-ID.test/dir/?set=1`.
 */
export type Recipes = Readonly<Record<string, Recipe>>;

/** The key of a recipe for one host and target: those of a URL. */
export function recipeKey(url: string | URL): string {
  const { hostname, pathname, search } = new URL(url);
  return `//${hostname}${pathname}${search}`;
}

/** The recipe for `target` at `host`: a key with the host first, then the exact path, then the longest `prefix*`. */
export function findRecipe<R>(recipes: Readonly<Record<string, R>>, host: string, target: string): R | undefined {
  const path = target.split('?', 1)[0] ?? target;
  const exact = recipes[`//${host}${target}`] ?? recipes[path];
  if (exact !== undefined) return exact;
  const key = Object.keys(recipes)
    .filter((candidate) => candidate.endsWith('*') && path.startsWith(candidate.slice(0, -1)))
    .sort((left, right) => right.length - left.length)[0];
  return key === undefined ? undefined : recipes[key];
}

/**
 * Replaces `{origin}` with the request's `Origin` (or `null`), so that a recipe can allow exactly the asking origin
 * with credentials (Fetch, CORS protocol), and `{query:NAME}` with that query parameter.
 */
export function fillPlaceholders(value: string, origin: string | undefined, query: URLSearchParams): string {
  return value.replaceAll('{origin}', origin ?? 'null').replace(/\{query:([^}]+)\}/g, (_, name: string) => query.get(name) ?? '');
}

/** A 200 answer with text of a given type. */
export function text(type: string, content: string, headers: Recipe['headers'] = []): Recipe {
  return { headers, body: { kind: 'text', type, text: content } };
}

/** A page that runs `program` of the page library with `data`. */
export function page(program: string, data: unknown, options: { headers?: Recipe['headers']; head?: string; body?: string } = {}): Recipe {
  const { headers = [], ...parts } = options;
  return { headers, body: { kind: 'page', program, data, ...parts } };
}

/** A worker's script that runs `program` of the page library with `data`. */
export function script(program: string, data: unknown): Recipe {
  return { body: { kind: 'script', program, data } };
}

/** A redirect; the location may use placeholders. */
export function redirect(status: 301 | 302 | 303 | 307 | 308, location: string, headers: Recipe['headers'] = []): Recipe {
  return { status, headers: [['location', location], ...headers] };
}

/** A media file with its own type. */
export function media(file: MediaFile, headers: Recipe['headers'] = []): Recipe {
  return { headers, body: { kind: 'file', file } };
}
