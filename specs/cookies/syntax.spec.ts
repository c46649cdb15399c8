import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

/** Asked for after every case, so that «nothing was stored» is told from «nothing was sent at all». */
const beside = 'k=1';
/** Deletes the cookie `n`, where it is read. */
const deletes = (attributes: string): readonly string[] => ['n=old', `n=new${attributes}`];

/** Strings that set cookies, in order. */
const strings = {
  // The pair: where is the `=`?
  'pair-plain': ['n=v'],
  'pair-without-value': ['n='],
  'pair-two-equals': ['n=v=w'],
  'pair-ends-in-equals': ['n=v=='],
  'pair-value-of-equals': ['n===='],
  'pair-value-begins-with-equals': ['n==v'],
  'pair-without-equals': ['v'],
  'pair-without-equals-with-attribute': ['v; Path=/'],
  'pair-without-equals-with-semicolon': ['v;'],
  'pair-begins-with-equals': ['=v'],
  'pair-begins-with-two-equals': ['==v'],
  'pair-begins-with-three-equals': ['===v'],
  'pair-nameless-looks-named': ['=n=v'],
  'pair-equals-alone': ['='],
  'pair-equals-alone-with-attribute': ['=; Path=/'],
  'pair-two-equals-alone': ['=='],
  'pair-three-equals-alone': ['==='],
  'pair-empty': [''],
  'pair-of-spaces': ['   '],
  'pair-of-tabs': ['\t\t'],
  'pair-of-spaces-and-equals': [' = '],
  'pair-semicolon-alone': [';'],
  'pair-semicolons-alone': [';;;'],
  'pair-after-semicolon': ['; n=v'],
  'pair-empty-with-attribute': ['; Path=/'],

  // Cookies without a name.
  'nameless-overwritten-by-nameless': ['v', '=w'],
  'nameless-overwrites-nameless-without-equals': ['=v', 'w'],
  'nameless-looks-named-beside-named': ['n=1', '=n=2'],
  'nameless-after-named-without-value': ['n=', 'n'],
  'nameless-deleted': ['v', 'w; Max-Age=0'],
  'nameless-deleted-by-equals': ['v', '=; Max-Age=0'],
  'nameless-called-Secure': ['Secure'],
  'nameless-called-HttpOnly': ['HttpOnly'],

  // White space, which is trimmed at both ends of a name and a value, and kept inside.
  'space-before': ['  n=v'],
  'space-after': ['n=v  '],
  'space-after-name': ['n  =v'],
  'space-before-value': ['n=  v'],
  'space-everywhere': ['  n  =  v  ; Path=/'],
  'space-in-name': ['a b=v'],
  'space-in-value': ['n=a b'],
  'spaces-in-value': ['n=a   b'],
  'space-before-semicolon': ['n=v ; Path=/'],
  'space-value-only': ['n= '],
  'space-name-only': [' =v'],
  'tab-before': ['\tn=v'],
  'tab-after': ['n=v\t'],
  'tab-after-name': ['n\t=v'],
  'tab-before-value': ['n=\tv'],
  'tab-in-name': ['a\tb=v'],
  'tab-in-value': ['n=a\tb'],
  'tab-value-only': ['n=\t'],
  'tab-and-space-around-value': ['n=\t v \t; Path=/'],
  'non-breaking-space-around-value': ['n=\u00a0v\u00a0'],
  'ideographic-space-around-value': ['n=\u3000v\u3000'],

  // Quotes mean nothing.
  'quotes-around-value': ['n="v"'],
  'quotes-empty': ['n=""'],
  'quote-opens-only': ['n="v'],
  'quote-closes-only': ['n=v"'],
  'quote-alone': ['n="'],
  'quotes-inside': ['n=a"b"c'],
  'quotes-with-space': ['n="a b"'],
  'quotes-with-spaces-at-ends': ['n=" v "'],
  'quotes-with-space-outside': ['n= "v" '],
  'quotes-with-semicolon': ['n="a;b"'],
  'quotes-with-comma': ['n="a,b"'],
  'quotes-with-equals': ['n="a=b"'],
  'quotes-escaped': ['n="a\\"b"'],
  'quotes-then-more': ['n="a"b'],
  'quotes-single': ["n='v'"],
  'quotes-around-name': ['"n"=v'],
  'quotes-around-pair': ['"n=v"'],

  // Commas join nothing and part nothing.
  'comma-in-value': ['n=a,b'],
  'comma-in-name': ['a,b=v'],
  'comma-first': [',n=v'],
  'comma-last': ['n=v,'],
  'comma-between-pairs': ['a=1,b=2'],
  'comma-and-space-between-pairs': ['a=1, b=2'],
  'comma-between-cookies-with-path': ['a=1; Path=/, b=2; Path=/'],
  'comma-between-cookies-with-expires': ['a=1; Expires=Sun, 06 Nov 2033 08:49:37 GMT, b=2'],

  // Other characters.
  'punctuation-in-value': ["n=!#$%&'()*+-./:<>?@[]^_`{|}~"],
  'punctuation-in-name': ["!#$%&'()*+-./:<>?@[]^_`{|}~=v"],
  'backslash-in-value': ['n=a\\b'],
  'backslash-before-semicolon': ['n=a\\;b'],
  'backslash-in-name': ['a\\b=v'],
  'percent-is-not-decoded': ['n=%41%3B%00%20'],
  'percent-in-name-is-not-decoded': ['%6E=v'],
  'colon-for-equals': ['n:v'],
  'brackets-in-name': ['n[a][]=v'],
  'digit-as-name': ['0=v'],
  'dollar-Version': ['$Version=1', 'n=v'],
  'name-like-Path': ['Path=/x'],
  'name-like-Expires': ['Expires=Sun, 06 Nov 1994 08:49:37 GMT'],
  'name-like-Secure': ['Secure=v'],
  'name-like-prototype': ['__proto__=1', 'constructor=2', 'hasOwnProperty=3'],
  'name-in-another-case': ['n=v', 'N=w'],

  // Beyond ASCII, as UTF-8.
  'utf8-in-value': ['n=ü'],
  'utf8-in-name': ['ü=v'],
  'utf8-three-octets': ['n=日本'],
  'utf8-four-octets': ['n=🍪'],
  'utf8-composed-and-decomposed': ['é=1', 'e\u0301=2'],
  'utf8-byte-order-mark-first': ['\ufeffn=v'],
  'utf8-line-separator': ['n=a\u2028b'],
  'utf8-c1-control': ['n=a\u0085b'],
  'utf8-full-width-equals': ['n＝v'],
  'utf8-full-width-semicolon': ['n=a；b'],
  'utf8-full-width-name-is-another': ['n=1', 'ｎ=2'],

  // What follows the pair.
  'attribute-none-but-semicolon': ['n=v;'],
  'attribute-none-but-semicolons': ['n=v;;; ;'],
  'attribute-unknown': ['n=v; Foo=bar'],
  'attribute-unknown-without-value': ['n=v; Foo'],
  'attribute-unknown-second-pair': ['n=v; m=w'],
  'attribute-without-name': ['n=v; =bar'],
  'attribute-equals-alone': ['n=v; ='],
  'attribute-after-empty-ones': deletes(';; ;Max-Age=0'),
  'attribute-after-unknown': deletes('; Foo; Bar=baz; Max-Age=0'),
  'attribute-after-nameless': deletes('; =bar; Max-Age=0'),
  'attribute-after-utf8': deletes('; Foo=ü; Max-Age=0'),
  'attribute-without-space': deletes(';Max-Age=0'),
  'attribute-with-many-spaces': deletes(';     Max-Age=0     '),
  'attribute-with-tabs': deletes(';\tMax-Age=0\t'),
  'attribute-space-after-name': deletes('; Max-Age =0'),
  'attribute-space-before-value': deletes('; Max-Age= 0'),
  'attribute-tabs-around-equals': deletes('; Max-Age\t=\t0'),
  'attribute-lower-case': deletes('; max-age=0'),
  'attribute-upper-case': deletes('; MAX-AGE=0'),
  'attribute-mixed-case': deletes('; mAx-aGe=0'),
  'attribute-upper-case-expires': deletes('; EXPIRES=Sun, 06 Nov 1994 08:49:37 GMT'),
  'attribute-lower-case-path': ['n=v; path=/elsewhere'],
  'attribute-upper-case-path': ['n=v; PATH=/elsewhere'],
  'attribute-dotless-i-is-no-i': deletes('; Exp\u0131res=Sun, 06 Nov 1994 08:49:37 GMT'),
  'attribute-long-s-is-no-s': ['n=v; \u017fecure; Max-Age=1000', `n=w; Expire\u017f=Sun, 06 Nov 1994 08:49:37 GMT`],
  'attribute-quoted-value': deletes('; Max-Age="0"'),
  'attribute-quoted-name': deletes('; "Max-Age"=0'),
  'attribute-two-equals': deletes('; Max-Age==0'),
  'attribute-colon': deletes('; Max-Age:0'),
  'attribute-no-hyphen': deletes('; MaxAge=0'),
  'attribute-space-in-name': deletes('; Max Age=0'),
  'attribute-dollar': deletes('; $Max-Age=0'),
  'attribute-comma-before': deletes(', Max-Age=0'),
  'attribute-comma-after': deletes('; Max-Age=0, Path=/'),
  'attribute-percent-is-not-decoded': deletes('; Max%2DAge=0'),
  'attribute-twice-last-counts': ['n=v; Path=/; Path=/elsewhere'],
  'attribute-twice-first-does-not-count': ['n=v; Path=/elsewhere; Path=/'],
  'attribute-before-the-pair': ['Path=/elsewhere; n=v'],
  'attributes-all-known': ['n=v; Expires=Sun, 06 Nov 2033 08:49:37 GMT; Max-Age=1000; Path=/; Secure; SameSite=Lax'],

  // Several strings.
  'several-names': ['a=1', 'b=2', 'c=3', 'd=4', 'e=5'],
  'several-of-one-name': ['n=1', 'n=2', 'n=3'],
  'several-with-an-empty-one': ['a=1', '', 'b=2'],
  'several-with-a-refused-one': ['a=1', 'b=2; Domain=elsewhere.test', 'c=3'],
  'several-first-with-attributes': ['a=1; Path=/; Secure; Foo', 'b=2'],
  'several-deleted-between': ['a=1', 'n=1', 'n=1; Max-Age=0', 'b=2'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Octets that no script can write, for headers only; one character an octet. */
const octetStrings = {
  'latin1-in-value': ['n=\xfc'],
  'latin1-in-name': ['\xfc=v'],
  'latin1-non-breaking-space-around-value': ['n=\xa0v\xa0'],
  'latin1-c1-control': ['n=a\x85b'],
  'octet-80-in-value': ['n=a\x80b'],
  'octet-ff-in-value': ['n=a\xffb'],
  'utf8-cut-short': ['n=\xc3'],
  'utf8-overlong-semicolon': ['n=a\xc0\xbbb'],
  'utf8-surrogate': ['n=\xed\xa0\x80'],
  'latin1-in-attribute': ['n=old', 'n=new; Foo=\xfc; Max-Age=0'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Case = keyof typeof strings | keyof typeof octetStrings;
const isOctets = (name: Case): name is keyof typeof octetStrings => name in octetStrings;

const parsing = rfc10025('5.6', 'The Set-Cookie Header Field');

export default check(
  cookieCases({
    id: 'cookies/syntax',
    title: 'What becomes of a name, a value and attributes that no grammar allows',
    clauses: [parsing, rfc10025('4.1.1', 'Syntax'), rfc10025('5.7', 'Storage Model')],
    claims: ['CK-10'],
    axes: {
      by: sideBySide(['http', 'script']),
      string: sideBySide([...(Object.keys(strings) as Case[]), ...(Object.keys(octetStrings) as Case[])]),
    },
    omit: ({ by, string }) => (by === 'script' && isOctets(string) ? 'a script writes characters, which always become UTF-8' : undefined),
    caseOf: ({ by, string }) => {
      const lines = [beside, ...(isOctets(string) ? octetStrings[string] : strings[string])];
      return { set: [{ via: by, set: by === 'http' && !isOctets(string) ? lines.map(octets) : lines }] };
    },
    clause: parsing,
  }),
);
