import type { PageReport } from '../../servers/wire-log.ts';

/** Cookies as a page said that it read them. */
export interface PageReading {
  /** Host of the document. */
  readonly host: string;
  /** A cookie-string. */
  readonly text: string;
}

/** What a report says of cookies that were read: `read` and `at` of a document's acts, or `cookies` of `cookieStore`. */
export function readingsIn({ value, arrival }: PageReport): readonly PageReading[] {
  return find(value, arrival.host);
}

function find(value: unknown, host: string): readonly PageReading[] {
  if (typeof value !== 'object' || value === null) return [];
  const { read, at, cookies } = value as { read?: unknown; at?: unknown; cookies?: unknown };
  if (typeof read === 'string' && typeof at === 'string') return URL.canParse(at) ? [{ host: new URL(at).hostname, text: read }] : [];
  if (Array.isArray(cookies)) return [{ host, text: cookies.map(pairText).join('; ') }];
  return Object.values(value).flatMap((part) => find(part, host));
}

function pairText(cookie: unknown): string {
  const { name = '', value = '' } = (cookie ?? {}) as { name?: string; value?: string };
  return name === '' ? value : `${name}=${value}`;
}
