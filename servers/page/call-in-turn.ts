import { report } from './report.ts';

/** A request of an app's own page. */
interface Call {
  readonly url: string;
  readonly method: string;
  /** Goes without cookies and without the token. */
  readonly bare?: true;
}

/** Where a page keeps the token that its app gave it. */
type Keeping = 'localStorage' | 'sessionStorage';

/**
 * Makes requests one after the other and reports when all are answered. A token in an answer is kept, by its app, and goes
 * along with later ones, as apps without cookies do it; null makes the page forget it.
 */
export async function callInTurn({ apps, reportAs }: { apps: { keeping: Keeping; calls: Call[] }[]; reportAs: string }): Promise<void> {
  for (const { keeping, calls } of apps) {
    const storage = window[keeping];
    for (const { url, method, bare } of calls) {
      const key = url.slice(0, url.lastIndexOf('/'));
      const token = storage.getItem(key);
      const headers: Record<string, string> = bare === undefined && token !== null ? { authorization: `Bearer ${token}` } : {};
      const answer = await fetch(url, { method, headers, cache: 'no-store', credentials: bare === undefined ? 'same-origin' : 'omit' });
      const text = await answer.text();
      const given = text === '' ? undefined : (JSON.parse(text) as { token?: string | null }).token;
      if (given === null) storage.removeItem(key);
      else if (given !== undefined) storage.setItem(key, given);
    }
  }
  await report(reportAs, {});
}
