import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

const values = {
  positive: '1000',
  zero: '0',
  'minus-one': '-1',
  negative: '-1000',
  'negative-zero': '-0',
  'leading-zeros': '0001000',
  'zeros-only': '000',
  'plus-sign': '+1000',
  'plus-zero': '+0',
  'two-signs': '--1',
  'sign-only': '-',
  'sign-after': '1-',
  'sign-then-space': '- 1',
  empty: '',
  decimal: '1000.5',
  'decimal-zero': '0.5',
  'decimal-negative': '-0.5',
  'point-first': '.5',
  exponent: '1e3',
  'exponent-of-zero': '0e3',
  hexadecimal: '0x10',
  'hexadecimal-negative': '-0x10',
  'digits-then-letters': '1000s',
  'zero-then-letters': '0s',
  'negative-then-letters': '-1s',
  'letters-then-digits': 's1000',
  words: 'never',
  infinity: 'Infinity',
  quoted: '"1000"',
  'quoted-zero': '"0"',
  'white-space-around': ' \t1000\t ',
  'white-space-around-zero': ' \t0\t ',
  'white-space-inside': '1 000',
  'white-space-after-zero': '0 1',
  'grouped-by-comma': '1,000',
  'zero-then-comma': '0,1000',
  'int32-maximum': '2147483647',
  'int32-overflow': '2147483648',
  'uint32-overflow': '4294967296',
  'int32-negative-overflow': '-2147483649',
  'int64-maximum': '9223372036854775807',
  'int64-overflow': '9223372036854775808',
  'uint64-overflow': '18446744073709551616',
  'int64-negative-overflow': '-9223372036854775809',
  'thirty-digits': '9'.repeat(30),
  'thirty-digits-negative': `-${'9'.repeat(30)}`,
  'full-width-digits': octets('１０００'),
  'full-width-zero': octets('０'),
  'an-expires-date': 'Sun, 06 Nov 1994 08:49:37 GMT',
} as const satisfies Readonly<Record<string, string>>;
type Value = keyof typeof values;

/**
 * What stands beside Max-Age. With nothing else the cookie is gone when the value was read as zero or less; with an
 * Expires in the past it is there when the value was read as more. Where it is there alone and gone beside, Max-Age was
 * not read.
 */
const beside = { nothing: '', 'past-expires': '; Expires=Sun, 06 Nov 1994 08:49:37 GMT' } as const;
type Beside = keyof typeof beside;

const maxAge = rfc10025('5.6.2', 'The Max-Age Attribute');

export default check(
  cookieCases({
    id: 'cookies/max-age',
    title: 'Which values of Max-Age count, and for what',
    clauses: [maxAge, rfc10025('5.7', 'Storage Model')],
    claims: ['CK-7'],
    axes: { beside: sideBySide(Object.keys(beside) as Beside[]), value: sideBySide(Object.keys(values) as Value[]) },
    caseOf: ({ beside: other, value }) => ({ set: [{ set: ['n=old', `n=new; Max-Age=${values[value]}${beside[other]}`] }] }),
    clause: maxAge,
  }),
);
