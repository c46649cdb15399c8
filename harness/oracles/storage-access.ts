/** What the Storage Access API looks at in a document and at the moment of its call. */
export interface Standing {
  readonly onTop?: true;
  /** Its origin is an opaque one. */
  readonly opaque?: true;
  /** Its environment is a secure context. */
  readonly secure: boolean;
  /** It is same-site with the document on top. */
  readonly sameSite: boolean;
  /** A document of another site stands between the two. */
  readonly crossSiteBetween?: true;
  /** Its sandbox forbids asking. */
  readonly sandboxed?: true;
  /** The permissions policy denies `storage-access`. */
  readonly denied?: true;
}

/** Whether the window has transient activation, as after a click. */
export type Gesture = 'none' | 'click';

/** What `requestStorageAccess()` may come to; `undecided` while a person is being asked. */
export type Request = 'granted' | 'NotAllowedError' | 'undecided';

/** What the draft lets `requestStorageAccess()` come to; what a third party gets is each browser's own choice, but for its asking unbidden. */
export function requestOutcomes(standing: Standing, gesture: Gesture): readonly [Request, ...Request[]] {
  const { onTop, opaque, secure, sameSite, sandboxed, denied } = standing;
  if (!secure) return ['NotAllowedError'];
  if (onTop === true) return ['granted'];
  if (opaque === true || denied === true) return ['NotAllowedError'];
  // Which of sandbox and site comes first has changed from draft to draft.
  if (sameSite) return sandboxed === true ? ['NotAllowedError', 'granted'] : ['granted'];
  if (sandboxed === true) return ['NotAllowedError'];
  // Without activation only a site that has access already gets it.
  return gesture === 'none' ? ['NotAllowedError', 'granted'] : ['NotAllowedError', 'granted', 'undecided'];
}

/** What the draft lets `hasStorageAccess()` say before anyone asked for access. */
export function accessBefore({ onTop, opaque, secure, sameSite, crossSiteBetween }: Standing): readonly [boolean, ...boolean[]] {
  if (opaque === true || !secure) return [false];
  if (onTop === true) return [true];
  // Earlier drafts looked at the document on top alone, later ones at those between as well.
  return sameSite && crossSiteBetween !== true ? [true] : [true, false];
}
