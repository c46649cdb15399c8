/** Fields of a request that decide a family's cells. */
const ofFamily: Readonly<Record<string, readonly string[]>> = {
  cookies: ['cookie'],
  browser: ['cookie', 'if-none-match', 'if-modified-since', 'cache-control'],
  caching: ['if-none-match', 'if-modified-since', 'if-range', 'range', 'cache-control', 'authorization', 'cookie'],
  history: ['if-none-match', 'if-modified-since', 'cache-control', 'cookie'],
};

/** Names of fields where a check's axis calls them otherwise. */
const otherNames: Readonly<Record<string, string>> = { referrer: 'referer', 'origin-header': 'origin' };

/** Which parts of a request a cell's observation rests on; `method` and `body` stand for themselves. */
export function decidingParts(cellId: string): ReadonlySet<string> {
  const [family = '', , ...values] = cellId.toLowerCase().split('/');
  const asked = values.map((value) => otherNames[value] ?? value);
  const ofCookies = family === 'sop' ? [] : (ofFamily[family] ?? ['cookie']);
  return new Set([...ofCookies, ...asked]);
}
