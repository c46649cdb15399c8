import { report } from './report.ts';

/** A request of an app's own page. */
interface Call {
  readonly url: string;
  readonly method: string;
  /** Goes without cookies and without the token. */
  readonly bare?: true;
}

/** What is asked of one app, and where the page keeps the token that it gives. */
interface AppCalls {
  readonly keeping: 'localStorage' | 'sessionStorage';
  readonly calls: readonly Call[];
}

/**
 * Makes the requests of each app one after the other, those of different apps side by side, and reports when all are answered.
 * A token in an answer is kept, by its app, and goes along with later ones, as apps without cookies do it; null makes the
 * page forget it.
 */
export async function callInTurn({ apps, reportAs }: { apps: AppCalls[]; reportAs: string }): Promise<void> {
  await Promise.all(apps.map(callApp));
  await report(reportAs, {});
}

/** Undefined where the browser gives a page none, as one does that keeps no cookies either: then a token is forgotten. */
function storageOf(keeping: AppCalls['keeping']): Storage | undefined {
  try {
    return window[keeping];
  } catch {
    return undefined;
  }
}

async function callApp({ keeping, calls }: AppCalls): Promise<void> {
  const storage = storageOf(keeping);
  for (const { url, method, bare } of calls) {
    const key = url.slice(0, url.lastIndexOf('/'));
    const token = storage?.getItem(key) ?? null;
    const headers: Record<string, string> = bare === undefined && token !== null ? { authorization: `Bearer ${token}` } : {};
    const answer = await fetch(url, { method, headers, cache: 'no-store', credentials: bare === undefined ? 'same-origin' : 'omit' });
    const text = await answer.text();
    const given = text === '' ? undefined : (JSON.parse(text) as { token?: string | null }).token;
    if (given === null) storage?.removeItem(key);
    else if (given !== undefined) storage?.setItem(key, given);
  }
}
