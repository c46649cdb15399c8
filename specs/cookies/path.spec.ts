import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

/** A cookie without Path, set by a request for one path and asked for at another. */
const byDefault = (setAt: string, askAt: string): CookieCase => ({ set: [{ path: setAt, set: ['n=v'] }], ask: { path: askAt } });
/** A cookie with these attributes, set at the root. */
const withPath = (attributes: string, askAt: string): CookieCase => ({ set: [{ set: [`n=v; ${attributes}`] }], ask: { path: askAt } });
/** A cookie whose Path may not count, set in a directory so that the default-path shows. */
const inDirectory = (attributes: string, askAt = '/dir/ask'): CookieCase => ({
  set: [{ path: '/dir/page', set: [`n=v; ${attributes}`] }],
  ask: { path: askAt },
});
const longPath = (length: number): string => `/${'a'.repeat(length - 1)}`;

const cases = {
  // The default-path is the directory of the request's path.
  'default-of-root': byDefault('/', '/any/where'),
  'default-of-a-file-is-the-root': byDefault('/file', '/'),
  'default-of-a-file-asked-beside': byDefault('/file', '/other'),
  'default-of-a-directory': byDefault('/dir/page', '/dir/other'),
  'default-of-a-directory-asked-without-slash': byDefault('/dir/page', '/dir'),
  'default-of-a-directory-asked-with-slash': byDefault('/dir/page', '/dir/'),
  'default-of-a-directory-asked-below': byDefault('/dir/page', '/dir/sub/page'),
  'default-of-a-directory-asked-above': byDefault('/dir/page', '/'),
  'default-of-a-directory-asked-beside': byDefault('/dir/page', '/other/page'),
  'default-of-a-directory-asked-by-prefix': byDefault('/dir/page', '/directory'),
  'default-of-depth': byDefault('/a/b/c/page', '/a/b/c/other'),
  'default-of-depth-asked-above': byDefault('/a/b/c/page', '/a/b/other'),
  'default-of-a-slash-at-the-end': byDefault('/a/b/', '/a/b'),
  'default-of-a-slash-at-the-end-asked-above': byDefault('/a/b/', '/a/other'),
  'default-of-two-slashes': byDefault('/a//page', '/a/other'),
  'default-of-two-slashes-asked-without': byDefault('/a//page', '/a'),
  'default-of-two-slashes-at-the-start': byDefault('//a/page', '//a/other'),
  'default-of-two-slashes-at-the-start-asked-with-one': byDefault('//a/page', '/a/other'),
  'default-ignores-the-query': byDefault('/dir/page?x=/y/z', '/dir/other'),
  'default-of-dot-segments': byDefault('/dir/./sub/../page', '/dir/other'),
  'default-of-an-encoded-slash': byDefault('/a%2Fb/page', '/a%2Fb/other'),
  'default-of-an-encoded-slash-asked-decoded': byDefault('/a%2Fb/page', '/a/b/other'),
  'default-of-an-encoded-slash-asked-in-lower-case': byDefault('/a%2Fb/page', '/a%2fb/other'),
  'default-beyond-ascii': byDefault('/ü/page', '/ü/other'),
  'default-of-a-script': { set: [{ via: 'script', path: '/dir/page', set: ['n=v'] }], ask: { path: '/dir/other' } },
  'default-of-a-script-asked-above': { set: [{ via: 'script', path: '/dir/page', set: ['n=v'] }], ask: { path: '/' } },
  'default-of-cookieStore-is-the-root': {
    set: [{ via: 'cookie-store', path: '/dir/page', set: [JSON.stringify({ name: 'n', value: 'v' })] }],
  },
  'default-of-a-redirect': {
    set: [
      { path: '/from/here', set: ['n=v'], redirects: true },
      { path: '/to/there', set: [] },
    ],
    ask: { path: '/from/other' },
  },
  'default-of-a-redirect-is-not-its-target': {
    set: [
      { path: '/from/here', set: ['n=v'], redirects: true },
      { path: '/to/there', set: [] },
    ],
    ask: { path: '/to/other' },
  },
  'default-of-a-redirects-target': {
    set: [
      { path: '/from/here', set: [], redirects: true },
      { path: '/to/there', set: ['n=v'] },
    ],
    ask: { path: '/to/other' },
  },

  // Which paths a cookie-path matches.
  'match-identical': withPath('Path=/foo', '/foo'),
  'match-slash-at-the-end': withPath('Path=/foo', '/foo/'),
  'match-below': withPath('Path=/foo', '/foo/bar'),
  'match-two-slashes-below': withPath('Path=/foo', '/foo//bar'),
  'match-with-query': withPath('Path=/foo', '/foo?bar'),
  'match-not-by-prefix': withPath('Path=/foo', '/foobar'),
  'match-not-by-prefix-and-dot': withPath('Path=/foo', '/foo.html'),
  'match-not-by-prefix-and-semicolon': withPath('Path=/foo', '/foo;bar'),
  'match-not-by-prefix-and-encoded-slash': withPath('Path=/foo', '/foo%2Fbar'),
  'match-not-above': withPath('Path=/foo', '/'),
  'match-not-shorter': withPath('Path=/foo', '/fo'),
  'match-not-beside': withPath('Path=/foo', '/bar'),
  'match-not-deeper': withPath('Path=/foo', '/bar/foo'),
  'match-not-in-upper-case': withPath('Path=/foo', '/FOO'),
  'match-not-in-lower-case': withPath('Path=/Foo', '/foo'),
  'match-not-in-the-query': withPath('Path=/foo', '/bar?/foo'),
  'match-slash-identical': withPath('Path=/foo/', '/foo/'),
  'match-slash-below': withPath('Path=/foo/', '/foo/bar'),
  'match-slash-not-without': withPath('Path=/foo/', '/foo'),
  'match-slash-not-by-prefix': withPath('Path=/foo/', '/foobar'),
  'match-two-slashes': withPath('Path=//', '//any'),
  'match-two-slashes-not-one': withPath('Path=//', '/any'),
  'match-root-everywhere': inDirectory('Path=/', '/any/where'),
  'match-elsewhere-than-set': inDirectory('Path=/other', '/other/page'),
  'match-below-where-set': inDirectory('Path=/dir/page/below', '/dir/page/below'),
  'match-read-by-script': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'script', path: '/foo/bar' } },
  'match-not-read-by-script-by-prefix': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'script', path: '/foobar' } },
  'match-not-read-by-script-above': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'script', path: '/' } },
  'match-read-by-cookieStore': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'cookie-store', path: '/foo/bar' } },
  'match-not-read-by-cookieStore-by-prefix': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'cookie-store', path: '/foobar' } },
  'match-of-a-socket': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'websocket', path: '/foo/bar' } },
  'match-not-of-a-socket-by-prefix': { set: [{ set: ['n=v; Path=/foo'] }], ask: { via: 'websocket', path: '/foobar' } },

  // A path is octets: nothing is decoded, encoded, folded or resolved.
  'octets-encoded-slash': withPath('Path=/a%2Fb', '/a%2Fb'),
  'octets-encoded-slash-not-decoded': withPath('Path=/a%2Fb', '/a/b'),
  'octets-encoded-slash-not-in-lower-case': withPath('Path=/a%2Fb', '/a%2fb'),
  'octets-encoded-letter': withPath('Path=/%66oo', '/%66oo'),
  'octets-encoded-letter-not-decoded': withPath('Path=/%66oo', '/foo'),
  'octets-letter-not-encoded': withPath('Path=/foo', '/%66oo'),
  'octets-beyond-ascii-encoded': withPath('Path=/%C3%BC', '/ü'),
  'octets-beyond-ascii-encoded-in-lower-case': withPath('Path=/%c3%bc', '/ü'),
  'octets-beyond-ascii-not-encoded': withPath(octets('Path=/ü'), '/ü'),
  'octets-space-not-encoded': withPath('Path=/a b', '/a b'),
  'octets-dot-segments-not-resolved': withPath('Path=/foo/../bar', '/bar'),
  'octets-dot-segment-at-the-end': withPath('Path=/foo/.', '/foo/'),
  'octets-question-mark': withPath('Path=/foo?bar', '/foo?bar'),
  'octets-hash': withPath('Path=/foo#bar', '/foo'),
  'octets-comma': withPath('Path=/foo,/bar', '/bar'),
  'octets-quotes': withPath('Path=/"foo"', '/foo'),

  // How the attribute is written, and what is no path.
  'attribute-space-around': withPath('Path =  /foo  ', '/foo'),
  'attribute-tab-around': withPath('Path\t=\t/foo\t', '/foo'),
  'attribute-in-upper-case': withPath('PATH=/foo', '/bar'),
  'attribute-empty': inDirectory('Path='),
  'attribute-empty-asked-above': inDirectory('Path=', '/'),
  'attribute-without-equals': inDirectory('Path', '/'),
  'attribute-relative': inDirectory('Path=sub', '/dir/sub'),
  'attribute-relative-asked-above': inDirectory('Path=sub', '/'),
  'attribute-quoted': inDirectory('Path="/"', '/'),
  'attribute-backslash': inDirectory('Path=\\', '/'),
  'attribute-url': inDirectory('Path=https://{host}/', '/'),
  'attribute-last-counts': withPath('Path=/foo; Path=/bar', '/bar'),
  'attribute-first-does-not-count': withPath('Path=/foo; Path=/bar', '/foo'),
  'attribute-last-is-empty': inDirectory('Path=/foo; Path=', '/foo'),
  'attribute-last-is-empty-asked-at-the-default': inDirectory('Path=/foo; Path='),
  'attribute-last-is-relative': inDirectory('Path=/foo; Path=bar', '/foo'),
  'attribute-first-is-empty': inDirectory('Path=; Path=/foo', '/foo'),

  // Attribute values beyond 1024 octets are left out.
  'length-1024': withPath(`Path=${longPath(1024)}`, longPath(1024)),
  'length-1024-asked-elsewhere': withPath(`Path=${longPath(1024)}`, '/'),
  'length-1025': withPath(`Path=${longPath(1025)}`, '/'),
  'length-1025-by-script': { set: [{ via: 'script', set: [`n=v; Path=${longPath(1025)}`] }] },
  'length-1025-after-a-shorter': withPath(`Path=/foo; Path=${longPath(1025)}`, '/foo'),
  'length-4000': withPath(`Path=${longPath(4000)}`, '/'),
  'length-of-the-default-is-not-limited': byDefault(`${longPath(1500)}/page`, `${longPath(1500)}/other`),

  // What scripts set.
  'script-elsewhere-than-set': { set: [{ via: 'script', path: '/dir/page', set: ['n=v; Path=/other'] }], ask: { path: '/other' } },
  'script-not-by-prefix': { set: [{ via: 'script', set: ['n=v; Path=/foo'] }], ask: { path: '/foobar' } },
  'script-relative': { set: [{ via: 'script', path: '/dir/page', set: ['n=v; Path=sub'] }], ask: { path: '/dir/other' } },
  'cookieStore-identical': {
    set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v', path: '/foo' })] }],
    ask: { path: '/foo' },
  },
  'cookieStore-below': {
    set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v', path: '/foo' })] }],
    ask: { path: '/foo/bar' },
  },
  'cookieStore-not-by-prefix': {
    set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v', path: '/foo' })] }],
    ask: { path: '/foobar' },
  },
  'cookieStore-relative': { set: [{ via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v', path: 'foo' })] }] },
} as const satisfies Readonly<Record<string, CookieCase>>;
type Case = keyof typeof cases;

const defaultPath = rfc10025('5.1.4', 'Paths and Path-Match');
const attribute = rfc10025('5.6.4', 'The Path Attribute');
const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');

export default check(
  cookieCases({
    id: 'cookies/path',
    title: 'Path limits a cookie to a path and what lies below it',
    clauses: [defaultPath, attribute, retrieval],
    claims: ['CK-9', 'CK-10'],
    axes: { case: sideBySide(Object.keys(cases) as Case[]) },
    caseOf: ({ case: name }) => cases[name],
    clause: ({ case: name }) => (name.startsWith('attribute') || name.startsWith('length') ? attribute : defaultPath),
    matter: 'path',
  }),
);
