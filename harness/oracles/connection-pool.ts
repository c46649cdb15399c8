/** What Fetch identifies a connection of the pool by: «obtain a connection», «determine the network partition key». */
export interface PoolKey {
  /** The site of the page that the person sees. */
  readonly topLevelSite: string;
  /** The site of the document that asks; a browser may take it into the key («secondKey», implementation-defined) or not. */
  readonly askingSite: string;
  readonly origin: string;
  readonly credentials: boolean;
}

/** Whether the second of two requests goes out on a connection of the first, where it is still open. */
export function poolAllows(first: PoolKey, next: PoolKey): readonly ['same' | 'other', ...('same' | 'other')[]] {
  const kept = first.topLevelSite === next.topLevelSite && first.origin === next.origin && first.credentials === next.credentials;
  if (!kept) return ['other'];
  return first.askingSite === next.askingSite ? ['same'] : ['same', 'other'];
}
