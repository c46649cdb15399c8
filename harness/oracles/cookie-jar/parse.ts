import { processAttribute, type Attribute } from './attributes.ts';
import { type Choices } from './choices.ts';
import { cite } from './clauses.ts';
import { type Note } from './cookie.ts';

/** A set-cookie-string taken apart. */
export interface ParsedCookie {
  readonly name: string;
  readonly value: string;
  /** The cookie-attribute-list: what each attribute that counts amounts to, in the header's order. */
  readonly attributes: readonly Attribute[];
  /** The header has an attribute `Partitioned`. */
  readonly partitioned: boolean;
  readonly notes: readonly Note[];
}

/** Everything below 0x20 but the tab, and DEL. */
const control = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * RFC 10025, 5.6, and the layered draft's «Parse a Cookie».
 * @param header one character an octet.
 * @returns what the header says, or why it says nothing.
 */
export function parseSetCookie(header: string, url: URL, now: Date, choices: Choices): ParsedCookie | Note {
  const ignored = (reason: string): Note => ({ reason, clause: cite(choices.text, 'parsing') });
  if (control.test(header)) return ignored('it contains a control character');
  const [pair = '', ...unparsed] = header.split(';');
  const { left, right } = splitAtEquals(pair);
  // A pair without `=` is a value without a name, unlike an attribute without one.
  const [name, value] = right === undefined ? ['', left] : [left, right];
  if (name.length + value.length > 4096) return ignored('name and value are longer than 4096 octets together');
  const read = unparsed.map((attribute) => {
    const { left: attributeName, right: attributeValue = '' } = splitAtEquals(attribute);
    return { name: attributeName, value: attributeValue };
  });
  const processed = read.map((attribute) => processAttribute(attribute, url, now, choices));
  return {
    name,
    value,
    attributes: processed.flatMap(({ attribute }) => attribute ?? []),
    partitioned: read.some((attribute) => attribute.name.toLowerCase() === 'partitioned'),
    notes: processed.flatMap(({ note }) => note ?? []),
  };
}

/** What stands on both sides of the first `=`, without white space around it; the right is undefined where there is none. */
function splitAtEquals(text: string): { readonly left: string; readonly right: string | undefined } {
  const at = text.indexOf('=');
  return at === -1 ? { left: trim(text), right: undefined } : { left: trim(text.slice(0, at)), right: trim(text.slice(at + 1)) };
}

/** WSP is space and tab, and nothing else that String.trim would take. */
function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}
