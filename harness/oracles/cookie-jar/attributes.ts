import { type Choices } from './choices.ts';
import { cite } from './clauses.ts';
import { type Enforcement, type Note } from './cookie.ts';
import { cookieDate } from './date.ts';
import { parseHost } from './parse-host.ts';
import { defaultPath } from './path.ts';

/** What an attribute's value amounts to. */
interface AttributeValues {
  readonly Expires: Date;
  readonly 'Max-Age': Date;
  /** Undefined when it did not parse as a host. */
  readonly Domain: string | undefined;
  readonly Path: string;
  readonly Secure: true;
  readonly HttpOnly: true;
  readonly SameSite: Enforcement;
}
export type AttributeName = keyof AttributeValues;
interface AttributeNamed<Name extends AttributeName> {
  readonly name: Name;
  readonly value: AttributeValues[Name];
}

/** An entry of the cookie-attribute-list. */
export type Attribute = { [Name in AttributeName]: AttributeNamed<Name> }[AttributeName];

/** The attribute of a name that counts: the last one. */
export function lastAttribute<Name extends AttributeName>(attributes: readonly Attribute[], name: Name): AttributeNamed<Name> | undefined {
  return attributes.findLast((attribute) => attribute.name === name) as AttributeNamed<Name> | undefined;
}

/** What an attribute amounts to, or what is to say about it, or both. */
interface Processed {
  readonly attribute?: Attribute;
  readonly note?: Note;
}

/** An attribute as it stands in the header. */
interface AttributeText {
  readonly name: string;
  readonly value: string;
}

/** The earliest date that this jar can represent. */
const earliest = new Date(-8.64e15);

/** RFC 10025, 5.6, steps 6 and 7 of the attributes, with 5.6.1 to 5.6.7. */
export function processAttribute({ name, value }: AttributeText, url: URL, now: Date, choices: Choices): Processed {
  const { text } = choices;
  if (value.length > 1024)
    return { note: { reason: `${name} is left out: its value is longer than 1024 octets`, clause: cite(text, 'parsing') } };
  switch (name.toLowerCase()) {
    case 'expires':
      return processExpires(value, now, choices);
    case 'max-age':
      return processMaxAge(value, now, choices);
    case 'domain':
      return { attribute: { name: 'Domain', value: text === 'rfc10025' ? value.replace(/^\./, '').toLowerCase() : parseHost(value) } };
    case 'path':
      return processPath(value, url, choices);
    case 'secure':
      return { attribute: { name: 'Secure', value: true } };
    case 'httponly':
      return { attribute: { name: 'HttpOnly', value: true } };
    case 'samesite':
      return processSameSite(value, choices);
    default:
      return name === '' ? {} : { note: { reason: `${name} is left out: the attribute is not known`, clause: cite(text, 'parsing') } };
  }
}

function processExpires(value: string, now: Date, choices: Choices): Processed {
  const expiry = cookieDate(value);
  if (expiry === undefined)
    return { note: { reason: 'Expires is left out: its date does not parse', clause: cite(choices.text, 'expires') } };
  const limit = ageLimit(now, choices);
  if (expiry <= limit) return { attribute: { name: 'Expires', value: expiry } };
  return { attribute: { name: 'Expires', value: limit }, note: cut('Expires', choices) };
}

function processMaxAge(value: string, now: Date, choices: Choices): Processed {
  if (!/^-?[0-9]+$/.test(value)) {
    return { note: { reason: 'Max-Age is left out: its value is not a whole number', clause: cite(choices.text, 'max-age') } };
  }
  const seconds = Number(value);
  if (seconds <= 0) return { attribute: { name: 'Max-Age', value: earliest } };
  if (seconds <= choices.ageLimit) return { attribute: { name: 'Max-Age', value: new Date(now.getTime() + seconds * 1000) } };
  return { attribute: { name: 'Max-Age', value: ageLimit(now, choices) }, note: cut('Max-Age', choices) };
}

function ageLimit(now: Date, { ageLimit: seconds }: Choices): Date {
  return new Date(now.getTime() + seconds * 1000);
}

function cut(attribute: string, { ageLimit: seconds, text }: Choices): Note {
  return { reason: `${attribute} is cut to ${String(seconds / 86_400)} days`, clause: cite(text, 'lifetime') };
}

/** RFC 10025 turns what is not a path into the default-path, which then counts as the last `Path`; the layered draft passes over it. */
function processPath(value: string, url: URL, { text }: Choices): Processed {
  if (value.startsWith('/')) return { attribute: { name: 'Path', value } };
  const note = { reason: 'Path does not begin with a slash and is not used', clause: cite(text, 'path') };
  return text === 'rfc10025' ? { attribute: { name: 'Path', value: defaultPath(url.pathname) }, note } : { note };
}

/** RFC 10025 lets an unknown value undo an earlier `SameSite`; the layered draft passes over it. */
function processSameSite(value: string, { text }: Choices): Processed {
  const known = (['Strict', 'Lax', 'None'] as const).find((keyword) => keyword.toLowerCase() === value.toLowerCase());
  if (known !== undefined) return { attribute: { name: 'SameSite', value: known } };
  const note = { reason: 'SameSite has an unknown value', clause: cite(text, 'same-site') };
  return text === 'rfc10025' ? { attribute: { name: 'SameSite', value: 'Default' }, note } : { note };
}
