import { cookieCases, cookieText } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, rfc10025, rfc9110 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

const kilobytes = ['8', '16', '32', '64', '128', '256'] as const;
type Kilobytes = (typeof kilobytes)[number];

/** Attributes of 1 KB each that no browser knows. */
const padding = (size: Kilobytes): string => `; Foo=${'x'.repeat(1018)}`.repeat(Number(size));
const old = 'n=old';

const parsing = rfc10025('5.6', 'The Set-Cookie Header Field');
const fieldLimits = rfc9110('5.4', 'Field Limits');

const cases = cookieCases({
  id: 'cookies/header-length',
  title: 'A string that sets a cookie may be as long as it likes, a header as long as the browser takes',
  clauses: [parsing, fieldLimits],
  axes: { by: sideBySide(['http', 'script']), kilobytes: sideBySide(kilobytes) },
  caseOf: ({ by, kilobytes: size }) => {
    // Where the end of the string is read, the old cookie is gone; where its beginning alone is, it is overwritten.
    const line = `n=new${padding(size)}; Max-Age=0`;
    return { set: by === 'script' ? [{ via: by, set: [old, line] }] : [{ set: [old] }, { set: [line], mayFail: true }] };
  },
  clause: parsing,
  matter: 'parsing',
});

export default check({
  ...cases,
  // HTTP sets no limit, and allows each recipient one: the whole answer may be refused.
  expect: (values) =>
    values.by === 'http'
      ? [expectation(fieldLimits, cookieText(old), ...cases.expect(values).flatMap(({ anyOf }) => anyOf))]
      : cases.expect(values),
});
