/**
 * Which documents a jar follows: RFC 10025, or its successor, the layered draft, with what Fetch hands to it.
 *
 * Five steps of the draft cannot be meant as they are written, and are read here as their surroundings and RFC 10025 say:
 * - «Http-prefix compatible» asks for http-only to be *false*; «The "__Http-" Prefix» wants the `HttpOnly` attribute.
 * - `maxAgeSeen` is reset for every attribute, so that it never holds; it is read as set once for the whole header.
 * - A `Path` is split at every slash, its first included, unlike the path of a URL; read as the path of a URL.
 * - «Path-Matches» ends with its two paths swapped, so that `/foobar` would match a cookie of `/foo`.
 * - An equal cookie is not stored again when secure, same-site and expiry are equal; the value must be meant too, or no
 *   session cookie could ever change. Nothing is left to observe then.
 */
export type Text = 'rfc10025' | 'layered';

/** What a jar does where its document leaves the choice to the user agent. */
export interface Choices {
  readonly text: Text;
  /**
   * Which connections are secure: those over TLS, or also those to hosts that are trusted without it, such as
   * localhost. RFC 10025 leaves it open (5.8.3, note); Fetch wants `https`.
   */
  readonly secureConnections: 'tls' | 'tls-or-loopback';
  /** The longest lifetime in seconds; no document wants more than 400 days (RFC 10025, 5.5). */
  readonly ageLimit: number;
  /** Age in seconds up to which a `Default` cookie goes along with unsafe top-level requests; 0 for never (RFC 10025, 5.6.7.2). */
  readonly laxAllowingUnsafe: number;
  /**
   * Which host names can have cookies. RFC 10025, 5.1.2, to the letter: none with a trailing dot, an underscore or any
   * other label that is not LDH. `any` takes every host that the URL Standard parses, as the layered draft does.
   */
  readonly hostNames: 'any' | 'ldh-only';
}

/** 400 days (RFC 10025, 5.5). */
export const recommendedAgeLimit = 34_560_000;

/** What RFC 10025 recommends or calls typical. */
export const usualChoices: Choices = {
  text: 'rfc10025',
  secureConnections: 'tls-or-loopback',
  ageLimit: recommendedAgeLimit,
  laxAllowingUnsafe: 0,
  hostNames: 'any',
};

/** Fetch leaves no choice that matters here. */
export const fetchChoices: Choices = { ...usualChoices, text: 'layered', secureConnections: 'tls' };

/** RFC 10025, 5.6.7.2: «a cookie age of 2 minutes or less» is a reasonable limit, in seconds. */
const recent = 120;

/** Every way to make the choices that a document leaves open, its usual one first; lifetimes below the limit are not told apart. */
export const permittedChoices: Readonly<Record<Text, readonly [Choices, ...Choices[]]>> = {
  rfc10025: [
    usualChoices,
    ...(['tls-or-loopback', 'tls'] as const).flatMap((secureConnections) =>
      [0, recent].flatMap((laxAllowingUnsafe) =>
        (['any', 'ldh-only'] as const).map((hostNames) => ({ ...usualChoices, secureConnections, laxAllowingUnsafe, hostNames })),
      ),
    ),
  ],
  layered: [fetchChoices],
};
