/** What Mixed Content looks at in a request of a page over https for a URL over http. */
export interface MixedRequest {
  readonly destination: 'image' | 'audio' | 'video' | 'other';
  /** It comes from `srcset` or `picture`. */
  readonly imageset?: true;
}

/** `blocked`: no request leaves; `upgraded`: it leaves over https instead. */
export type MixedOutcome = 'blocked' | 'upgraded';

/**
 * What becomes of such a request, for a host with a name. `upgradeAll`: the page's policy has `upgrade-insecure-requests`.
 * https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm, https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request
 */
export function mixedContent({ destination, imageset }: MixedRequest, upgradeAll: boolean): MixedOutcome {
  return upgradeAll || (destination !== 'other' && imageset !== true) ? 'upgraded' : 'blocked';
}
