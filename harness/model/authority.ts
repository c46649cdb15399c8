import { observationText, type Observation } from './observation.ts';

/** A place in a document that says what should happen. */
export interface Clause {
  /** Short name of the document, the same wherever it is cited. */
  readonly authority: string;
  /** The section as a reader finds it, such as `5.8.3 Retrieval Algorithm`. */
  readonly section: string;
  readonly url: string;
}

/** What an authority expects of a cell: one observation, or any of several where it leaves the choice open. */
export interface Expectation {
  readonly clause: Clause;
  readonly anyOf: readonly Observation[];
}

/** A clause of RFC 10025, HTTP State Management Mechanism (July 2026). */
export function rfc10025(section: string, title: string): Clause {
  return { authority: 'RFC 10025', section: `${section} ${title}`, url: `https://www.rfc-editor.org/rfc/rfc10025.html#section-${section}` };
}

/** A clause of RFC 9110, HTTP Semantics (June 2022). */
export function rfc9110(section: string, title: string): Clause {
  return { authority: 'RFC 9110', section: `${section} ${title}`, url: `https://www.rfc-editor.org/rfc/rfc9110.html#section-${section}` };
}

/** A clause of RFC 9111, HTTP Caching (June 2022). */
export function rfc9111(section: string, title: string): Clause {
  return { authority: 'RFC 9111', section: `${section} ${title}`, url: `https://www.rfc-editor.org/rfc/rfc9111.html#section-${section}` };
}

/** A clause of the Fetch standard, named by its anchor. */
export function fetchStandard(anchor: string, title: string): Clause {
  return { authority: 'Fetch', section: title, url: `https://fetch.spec.whatwg.org/#${anchor}` };
}

/** A clause of the HTML standard, named by page of the multipage edition and anchor. */
export function html(page: string, anchor: string, title: string): Clause {
  return { authority: 'HTML', section: title, url: `https://html.spec.whatwg.org/multipage/${page}.html#${anchor}` };
}

/** The clause of Fetch Metadata about one of its headers, such as `Sec-Fetch-Site`. */
export function fetchMetadata(header: string): Clause {
  return clause('Fetch Metadata', `the ${header} header`, `https://w3c.github.io/webappsec-fetch-metadata/#${header.toLowerCase()}-header`);
}

/** A clause of another document. */
export function clause(authority: string, section: string, url: string): Clause {
  return { authority, section, url };
}

/** An expectation of exactly one observation, or of any of several. */
export function expectation(cited: Clause, ...anyOf: readonly [Observation, ...Observation[]]): Expectation {
  return { clause: cited, anyOf };
}

const between = ' or ';

/** What an expectation reads as in one line. */
export function expectationText(expected: Expectation): string {
  return expected.anyOf.map(observationText).join(between);
}

/** The observations that such a line allows, each as text. */
export function allowedIn(text: string): readonly string[] {
  return text.split(between);
}

/** True when the authority is content with what was seen. */
export function isMet(expected: Expectation, observed: Observation): boolean {
  const seen = observationText(observed);
  return expected.anyOf.some((allowed) => observationText(allowed) === seen);
}
