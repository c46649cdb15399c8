import { retrieve, usualChoices, type Storage } from './cookie-jar/index.ts';

/** What a script is told of a change to a cookie. */
export type ToldChange = 'changed' | 'deleted' | 'nothing';

/**
 * What a script of the document or service worker at `url` is told when a cookie comes: one that is stored counts as
 * changed, whatever it replaces; one that has expired already counts as deleted, whether or not there was anything to
 * delete; and a cookie that the script could not read is none of its business.
 * Cookie Store API, https://cookiestore.spec.whatwg.org/#cookie-change
 */
export function toldChange(storage: Storage, url: URL, now: Date): ToldChange {
  if (storage.outcome === 'ignored') return 'nothing';
  if (retrieve(url, { api: 'cookie-store', now }, [storage.cookie], usualChoices).length === 0) return 'nothing';
  return storage.outcome === 'stored' ? 'changed' : 'deleted';
}
