import { relationUrl, stageHosts, type Relation } from '../../servers/names.ts';
import type { CookieRequest, DocumentSite } from '../oracles/cookie-request.ts';
import type { TriggerFacts } from './triggers.ts';

/** The oracles only need names that relate as a stage's names do. */
export const sampleHosts = stageHosts('sample', 0);
/** A page of the target origin. */
export const samplePage = new URL(relationUrl(sampleHosts, 'same-origin', '/'));

const places: Readonly<Record<TriggerFacts['frames'][number], DocumentSite>> = {
  'third-site': new URL(`https://${sampleHosts['third-site']}/`),
  target: samplePage,
  opaque: 'opaque',
};

/** The request that a trigger makes for the target from a page in this relation to it, as the cookie oracle takes it. */
export function triggerRequest(relation: Relation, facts: TriggerFacts): CookieRequest {
  return {
    url: samplePage,
    method: facts.method,
    topLevelNavigation: facts.topLevel,
    documents: facts.typed ? [] : [new URL(relationUrl(sampleHosts, relation, '/')), ...facts.frames.map((frame) => places[frame])],
    credentials: facts.credentials,
    redirectedFrom: [],
  };
}
