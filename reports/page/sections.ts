/** A document whose sections the standards view lists one by one. */
export interface ListedStandard {
  /** As clauses name it. */
  readonly authority: string;
  readonly title: string;
  /** Address of a section, but for its number. */
  readonly url: string;
  /** Sections that say what a browser or its cache does. */
  readonly sections: readonly (readonly [number: string, title: string])[];
}

const rfc10025: ListedStandard = {
  authority: 'RFC 10025',
  title: 'HTTP State Management Mechanism, section 5',
  url: 'https://www.rfc-editor.org/rfc/rfc10025.html#section-',
  sections: [
    ['5.1', 'Subcomponent Algorithms'],
    ['5.1.1', 'Dates'],
    ['5.1.2', 'Canonicalized Host Names'],
    ['5.1.3', 'Domain Matching'],
    ['5.1.4', 'Paths and Path-Match'],
    ['5.2', '“Same-site” and “cross-site” Requests'],
    ['5.2.1', 'Document-based requests'],
    ['5.2.2', 'Worker-based requests'],
    ['5.2.2.1', 'Dedicated and Shared Workers'],
    ['5.2.2.2', 'Service Workers'],
    ['5.3', 'Ignoring Set-Cookie Header Fields'],
    ['5.4', 'Cookie Name Prefixes'],
    ['5.5', 'Cookie Lifetime Limits'],
    ['5.6', 'The Set-Cookie Header Field'],
    ['5.6.1', 'The Expires Attribute'],
    ['5.6.2', 'The Max-Age Attribute'],
    ['5.6.3', 'The Domain Attribute'],
    ['5.6.4', 'The Path Attribute'],
    ['5.6.5', 'The Secure Attribute'],
    ['5.6.6', 'The HttpOnly Attribute'],
    ['5.6.7', 'The SameSite Attribute'],
    ['5.6.7.1', '“Strict” and “Lax” enforcement'],
    ['5.6.7.2', '“Lax-Allowing-Unsafe” enforcement'],
    ['5.7', 'Storage Model'],
    ['5.8', 'Retrieval Model'],
    ['5.8.1', 'The Cookie Header Field'],
    ['5.8.2', 'Non-HTTP APIs'],
    ['5.8.3', 'Retrieval Algorithm'],
  ],
};

const rfc9111: ListedStandard = {
  authority: 'RFC 9111',
  title: 'HTTP Caching, sections 3 to 5',
  url: 'https://www.rfc-editor.org/rfc/rfc9111.html#section-',
  sections: [
    ['3', 'Storing Responses in Caches'],
    ['3.1', 'Storing Header and Trailer Fields'],
    ['3.2', 'Updating Stored Header Fields'],
    ['3.3', 'Storing Incomplete Responses'],
    ['3.4', 'Combining Partial Content'],
    ['3.5', 'Storing Responses to Authenticated Requests'],
    ['4', 'Constructing Responses from Caches'],
    ['4.1', 'Calculating Cache Keys with the Vary Header Field'],
    ['4.2', 'Freshness'],
    ['4.2.1', 'Calculating Freshness Lifetime'],
    ['4.2.2', 'Calculating Heuristic Freshness'],
    ['4.2.3', 'Calculating Age'],
    ['4.2.4', 'Serving Stale Responses'],
    ['4.3', 'Validation'],
    ['4.3.1', 'Sending a Validation Request'],
    ['4.3.2', 'Handling a Received Validation Request'],
    ['4.3.3', 'Handling a Validation Response'],
    ['4.3.4', 'Freshening Stored Responses upon Validation'],
    ['4.3.5', 'Freshening Responses with HEAD'],
    ['4.4', 'Invalidating Stored Responses'],
    ['5', 'Field Definitions'],
    ['5.1', 'Age'],
    ['5.2', 'Cache-Control'],
    ['5.2.1', 'Request Directives'],
    ['5.2.1.1', 'max-age'],
    ['5.2.1.2', 'max-stale'],
    ['5.2.1.3', 'min-fresh'],
    ['5.2.1.4', 'no-cache'],
    ['5.2.1.5', 'no-store'],
    ['5.2.1.6', 'no-transform'],
    ['5.2.1.7', 'only-if-cached'],
    ['5.2.2', 'Response Directives'],
    ['5.2.2.1', 'max-age'],
    ['5.2.2.2', 'must-revalidate'],
    ['5.2.2.3', 'must-understand'],
    ['5.2.2.4', 'no-cache'],
    ['5.2.2.5', 'no-store'],
    ['5.2.2.6', 'no-transform'],
    ['5.2.2.7', 'private'],
    ['5.2.2.8', 'proxy-revalidate'],
    ['5.2.2.9', 'public'],
    ['5.2.2.10', 's-maxage'],
    ['5.2.3', 'Extension Directives'],
    ['5.2.4', 'Cache Directive Registry'],
    ['5.3', 'Expires'],
    ['5.4', 'Pragma'],
    ['5.5', 'Warning'],
  ],
};

export const listedStandards: readonly ListedStandard[] = [rfc10025, rfc9111];
