import { extraHost, extraUrl, urlOf, type Relation } from '../../servers/names.ts';

/**
 * The URL of `path` on the origin in `relation` to a stage's target, as `Stage.at` has it, but on hosts whose public suffix
 * is on every browser's list: for checks of what a browser decides by that list, such as who is a third party.
 */
export function publicUrl(stageId: string, relation: Relation, path: string): string {
  const host = (domain: string, label: string): string => extraHost(stageId, domain, label);
  switch (relation) {
    case 'same-origin':
      return extraUrl('https', host('a', 'www'), path);
    case 'same-site':
      return extraUrl('https', host('a', 'sub'), path);
    case 'other-port':
      return urlOf('https', host('a', 'www'), 'other', path);
    case 'other-scheme':
      return extraUrl('http', host('a', 'www'), path);
    case 'cross-site':
      return extraUrl('https', host('b', 'www'), path);
  }
}
