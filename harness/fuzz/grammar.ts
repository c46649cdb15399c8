import fc from 'fast-check';
import { dateSpellings } from '../catalogue/cookie-dates.ts';
import { isNameless, tagged, type FuzzCase } from './fuzz-case.ts';

/** A few of what the grammar of RFC 10025, 4.1.1 allows, and of what it does not. NUL is left out: it makes browsers drop the whole answer. */
const word = fc.stringMatching(/^[a-z]{1,3}$/);
const oddity = fc.constantFrom(' ', '\t', '"', ',', '=', '\\', '%20', '\u0001', '\u000b', '\u007f', '\u00e9', '\u00c3\u00a9', '(', '@');
const space = usually('', fc.constantFrom(' ', '\t', '  '), 4);
const mixedCase = (text: string): fc.Arbitrary<string> => fc.constantFrom(text, text, text.toLowerCase(), text.toUpperCase());

const prefix = usually('', fc.constantFrom('__Secure-', '__Host-', '__host-', '__SECURE-', '__Http-', '__Host-Http-'), 4);
const name = fc
  .tuple(
    space,
    prefix,
    fc.oneof({ weight: 60, arbitrary: word }, { weight: 1, arbitrary: fc.constant('') }),
    usually('', oddity, 15),
    space,
  )
  .map(joined);
const value = fc
  .tuple(space, fc.oneof(word, word, fc.constantFrom('', '"q"', 'a b', 'a=b', 'x'.repeat(60)), prefix), usually('', oddity, 15), space)
  .map(joined);

const domain = fc.constantFrom(
  '{host}',
  '.{host}',
  '{site}',
  '.{site}',
  '{HOST}',
  'test',
  '.test',
  '{host}.',
  '..{host}',
  '',
  'other.test',
  'www.{host}',
  '"{host}"',
);
const path = fc.constantFrom(
  '/',
  '/dir',
  '/dir/',
  '/Dir',
  '/di',
  '/dir/page',
  '/dir/page/',
  '/other',
  '',
  'dir',
  '"/"',
  '/%64ir',
  '/dir/../',
  '//',
);
const age = fc.oneof(
  fc.constantFrom('0', '-1', '60', '+60', '060', '', '-', 'x', '60x', '1.5', '99999999999999999999', '-99999999999999999999', ' 60 '),
  fc.integer({ min: -9, max: 99 }).map(String),
);
const date = fc.constantFrom(...Object.values(dateSpellings));
const sameSite = fc.constantFrom('Strict', 'Lax', 'None', 'lax', 'NONE', '', 'Sometimes', ' Lax ', '"Lax"');

const attribute = fc
  .tuple(
    space,
    fc.oneof(
      withValue('Domain', domain),
      withValue('Path', path),
      withValue('Max-Age', age),
      withValue('Expires', date),
      withValue('SameSite', sameSite),
      mixedCase('Secure'),
      mixedCase('HttpOnly'),
      fc.constantFrom('Secure=', 'Secure=x', 'HttpOnly=false', 'Partitioned', 'Unknown=1', '', '=', 'Priority=High'),
    ),
    usually('', oddity, 15),
    space,
  )
  .map(joined);

/** Set-Cookie headers and the ways to set them; those that leave no place for a tag are not among them. */
export const fuzzCases: fc.Arbitrary<FuzzCase> = fc
  .record({
    name,
    equals: fc.oneof({ weight: 60, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    value,
    attributes: fc.array(attribute, { maxLength: 4 }),
    scheme: fc.constantFrom('https' as const, 'https' as const, 'http' as const),
    via: fc.constantFrom('http' as const, 'http' as const, 'http' as const, 'script' as const),
  })
  .filter((one) => tagged(one, '') !== undefined);

/** The same cases for the same seed. */
export function sampleCases(count: number, seed: number): readonly FuzzCase[] {
  return fc.sample(fuzzCases, { numRuns: count, seed });
}

/** Smaller cases than `one`, the boldest cuts first: an attribute less, a part emptied or plain, a character less. */
export function smaller(one: FuzzCase): readonly FuzzCase[] {
  const without = (list: readonly string[], index: number): string[] => list.filter((_, at) => at !== index);
  const shorter = (text: string): string[] => Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
  const candidates: FuzzCase[] = [
    ...one.attributes.map((_, index) => ({ ...one, attributes: without(one.attributes, index) })),
    ...(one.value === 'b'
      ? []
      : [
          { ...one, value: 'b' },
          { ...one, value: '' },
        ]),
    ...(one.name === 'a' ? [] : [{ ...one, name: 'a' }]),
    ...(one.via === 'script' ? [{ ...one, via: 'http' as const }] : []),
    ...(one.scheme === 'http' ? [{ ...one, scheme: 'https' as const }] : []),
    ...shorter(one.name).map((text) => ({ ...one, name: text })),
    ...shorter(one.value).map((text) => ({ ...one, value: text })),
    ...one.attributes.flatMap((text, index) => shorter(text).map((cut) => ({ ...one, attributes: one.attributes.with(index, cut) }))),
  ];
  return candidates.filter((candidate) => tagged(candidate, '') !== undefined && isNameless(candidate) === isNameless(one));
}

/** `plain`, and once in `weight` + 1 times something else. */
function usually(plain: string, other: fc.Arbitrary<string>, weight: number): fc.Arbitrary<string> {
  return fc.oneof({ weight, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary: other });
}

function withValue(attributeName: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(mixedCase(attributeName), fc.constantFrom('=', '=', '=', ' = '), text).map(joined);
}

function joined(parts: readonly string[]): string {
  return parts.join('');
}
