import { cookieCases, type CookieCase } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { octets } from '../../harness/oracles/cookie-jar/index.ts';

const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';
/** Labels in front of the case's own host; none for the host itself. */
type Labels = string | undefined;
const below = (host: Labels): { readonly host?: string } => (host === undefined ? {} : { host });
const own = undefined;

/** A cookie with these attributes, set at one host and asked for at another. */
const from = (setAt: Labels, attributes: string, askAt: Labels): CookieCase => ({
  set: [{ ...below(setAt), set: [attributes === '' ? 'n=v' : `n=v; ${attributes}`] }],
  ask: below(askAt),
});
const byScript = (setAt: Labels, attributes: string, askAt: Labels): CookieCase => ({
  set: [{ ...below(setAt), via: 'script', set: [`n=v; ${attributes}`] }],
  ask: below(askAt),
});
const byCookieStore = (setAt: Labels, domain: string, askAt: Labels): CookieCase => ({
  set: [{ ...below(setAt), via: 'cookie-store', set: [JSON.stringify({ name: 'n', value: 'v', domain })] }],
  ask: below(askAt),
});
/** The same between hosts that are not the case's own; the name carries the case's id. */
const between = (setAt: string, attributes: string, askAt = setAt): CookieCase => ({
  set: [{ at: setAt, set: [attributes === '' ? 'n{id}=v' : `n{id}=v; ${attributes}`] }],
  ask: { at: askAt },
});
const ip = '198.51.100.7';
const ip6 = '[2001:db8::7]';
const long = (length: number): string => 'a'.repeat(length);

const cases = {
  // Without Domain a cookie belongs to the exact host.
  'none-at-the-host': from(own, '', own),
  'none-at-a-child': from(own, '', 'www'),
  'none-at-a-grandchild': from(own, '', 'a.www'),
  'none-at-the-parent': from('www', '', own),
  'none-at-a-sibling': from('www', '', 'sub'),
  'none-at-another-port': { set: [{ set: ['n=v'] }], ask: { otherPort: true } },
  'none-from-another-port': { set: [{ otherPort: true, set: ['n=v'] }] },
  'none-at-the-other-scheme': { set: [{ set: ['n=v'] }], ask: { scheme: 'http' } },
  'none-from-the-other-scheme': { set: [{ scheme: 'http', set: ['n=v'] }], ask: { scheme: 'https' } },
  'none-read-by-script-of-a-child': { set: [{ set: ['n=v'] }], ask: { via: 'script', host: 'www' } },
  'none-at-a-child-over-a-socket': { set: [{ set: ['n=v'] }], ask: { via: 'websocket', host: 'www' } },

  // The host itself as Domain.
  'host-at-the-host': from(own, 'Domain={host}', own),
  'host-at-a-child': from(own, 'Domain={host}', 'www'),
  'host-at-a-grandchild': from(own, 'Domain={host}', 'a.www'),
  'host-at-the-parent': from('www', 'Domain=www.{host}', own),
  'host-at-a-sibling': from('www', 'Domain=www.{host}', 'sub'),
  'host-at-a-child-on-another-port': { set: [{ set: ['n=v; Domain={host}'] }], ask: { host: 'www', otherPort: true } },
  'host-at-a-child-of-the-other-scheme': { set: [{ set: ['n=v; Domain={host}'] }], ask: { host: 'www', scheme: 'http' } },
  'host-read-by-script-of-a-child': { set: [{ set: ['n=v; Domain={host}'] }], ask: { via: 'script', host: 'www' } },
  'host-read-by-cookieStore-of-a-child': { set: [{ set: ['n=v; Domain={host}'] }], ask: { via: 'cookie-store', host: 'www' } },
  'host-at-a-child-over-a-socket': { set: [{ set: ['n=v; Domain={host}'] }], ask: { via: 'websocket', host: 'www' } },
  'host-whose-name-ends-so': from('www', 'Domain=www.{host}', 'xwww'),

  // A parent as Domain.
  'parent-at-the-parent': from('www', 'Domain={host}', own),
  'parent-at-the-host': from('www', 'Domain={host}', 'www'),
  'parent-at-a-sibling': from('www', 'Domain={host}', 'sub'),
  'parent-at-a-child-of-a-sibling': from('www', 'Domain={host}', 'a.sub'),
  'grandparent-at-the-grandparent': from('a.www', 'Domain={host}', own),
  'grandparent-at-the-parent': from('a.www', 'Domain={host}', 'www'),
  'parent-of-a-grandchild-at-a-sibling': from('a.www', 'Domain=www.{host}', 'b.www'),
  'parent-of-a-grandchild-at-the-grandparent': from('a.www', 'Domain=www.{host}', own),

  // What does not contain the host is refused.
  'child-at-the-host': from(own, 'Domain=www.{host}', own),
  'child-at-the-child': from(own, 'Domain=www.{host}', 'www'),
  'sibling-at-the-sibling': from('www', 'Domain=sub.{host}', 'sub'),
  'sibling-at-the-host': from('www', 'Domain=sub.{host}', 'www'),
  'niece-at-the-niece': from('www', 'Domain=a.sub.{host}', 'a.sub'),
  'part-of-a-label-at-the-host': from('xwww', 'Domain=www.{host}', 'xwww'),
  'part-of-a-label-at-its-namesake': from('xwww', 'Domain=www.{host}', 'www'),
  'other-site': from(own, 'Domain=example.com', own),
  'first-label-only': from('www', 'Domain=www', 'www'),

  // Dots.
  'dot-before-the-host': from(own, 'Domain=.{host}', own),
  'dot-before-the-host-at-a-child': from(own, 'Domain=.{host}', 'www'),
  'dot-before-the-parent-at-a-sibling': from('www', 'Domain=.{host}', 'sub'),
  'dot-before-a-child': from(own, 'Domain=.www.{host}', 'www'),
  'two-dots-before-the-host': from(own, 'Domain=..{host}', own),
  'two-dots-before-the-host-at-a-child': from(own, 'Domain=..{host}', 'www'),
  'dot-after-the-host': from(own, 'Domain={host}.', own),
  'dots-around-the-host': from(own, 'Domain=.{host}.', own),
  'two-dots-inside': from('www', 'Domain=www..{host}', 'www'),
  'dot-alone': from(own, 'Domain=.', own),
  'dot-alone-at-a-child': from(own, 'Domain=.', 'www'),
  'two-dots-alone': from(own, 'Domain=..', own),
  'host-with-a-dot-at-the-end': between('www.d1-{id}.co.uk.', ''),
  'host-with-a-dot-at-the-end-asked-without': between('www.d2-{id}.co.uk.', '', 'www.d2-{id}.co.uk'),
  'host-without-a-dot-asked-with-one': between('www.d3-{id}.co.uk', '', 'www.d3-{id}.co.uk.'),
  'host-with-a-dot-at-the-end-domain-without': between('www.d4-{id}.co.uk.', 'Domain=d4-{id}.co.uk'),
  'host-with-a-dot-at-the-end-domain-with-one': between('www.d5-{id}.co.uk.', 'Domain=d5-{id}.co.uk.'),

  // Empty and repeated attributes.
  'empty-at-the-host': from(own, 'Domain=', own),
  'empty-at-a-child': from(own, 'Domain=', 'www'),
  'without-equals-at-a-child': from(own, 'Domain', 'www'),
  'space-only-at-a-child': from(own, 'Domain=   ', 'www'),
  'twice-wide-last': from('www', 'Domain=www.{host}; Domain={host}', 'sub'),
  'twice-wide-first': from('www', 'Domain={host}; Domain=www.{host}', 'sub'),
  'twice-wide-first-at-the-host': from('www', 'Domain={host}; Domain=www.{host}', 'www'),
  'twice-foreign-first': from(own, 'Domain=example.com; Domain={host}', own),
  'twice-foreign-last': from(own, 'Domain={host}; Domain=example.com', own),
  'twice-empty-first': from('www', 'Domain=; Domain={host}', 'sub'),
  'twice-empty-last': from('www', 'Domain={host}; Domain=', 'sub'),
  'twice-empty-last-at-the-host': from('www', 'Domain={host}; Domain=', 'www'),
  'twice-foreign-then-empty': from(own, 'Domain=example.com; Domain=', own),
  'twice-suffix-first': from('www', 'Domain=co.uk; Domain={host}', 'sub'),

  // How it is written.
  'upper-case': from('www', 'Domain={HOST}', 'sub'),
  'upper-case-attribute': from('www', 'DOMAIN={host}', 'sub'),
  'space-around': from('www', 'Domain  =  {host}  ', 'sub'),
  'after-a-tab': { set: [{ host: 'www', set: ['n=v\t; Domain={host}'] }], ask: { host: 'sub' } },
  'tab-around': from('www', 'Domain\t=\t{host}\t', 'sub'),
  'space-inside': from('www', 'Domain=w w.{host}', 'www'),
  quoted: from('www', 'Domain="{host}"', 'www'),
  'with-port': from('www', 'Domain={host}:443', 'www'),
  'with-scheme': from('www', 'Domain=https://{host}', 'www'),
  'with-path': from('www', 'Domain={host}/', 'www'),
  'with-user': from('www', 'Domain=user@{host}', 'www'),
  'two-in-a-list': from('www', 'Domain={host},example.com', 'www'),
  wildcard: from('www', 'Domain=*.{host}', 'www'),
  'percent-encoded': from('www', 'Domain=%77ww.{host}', 'www'),
  backslash: from('www', 'Domain={host}\\', 'www'),
  'underscore-host': from('a_b', '', 'a_b'),
  'underscore-host-by-its-parent': from('a_b', 'Domain={host}', 'sub'),
  'underscore-as-domain': from('c.a_b', 'Domain=a_b.{host}', 'd.a_b'),
  'two-hyphens-in-a-label': from('ab--c', 'Domain=ab--c.{host}', 'd.ab--c'),
  'longer-than-1024': from('www', `Domain=${long(1025)}`, 'www'),
  'longer-than-1024-after-a-good-one': from('www', `Domain={host}; Domain=${long(1025)}`, 'sub'),
  'no-host-has-1024': from('www', `Domain=${long(1024)}`, 'www'),

  // Internationalized names.
  'idn-without-domain': from('xn--bcher-kva', '', 'xn--bcher-kva'),
  'idn-by-a-label': from('xn--bcher-kva', 'Domain=xn--bcher-kva.{host}', 'a.xn--bcher-kva'),
  'idn-by-a-label-in-upper-case': from('xn--bcher-kva', 'Domain=XN--BCHER-KVA.{host}', 'a.xn--bcher-kva'),
  'idn-by-u-label': from('xn--bcher-kva', octets('Domain=bücher.{host}'), 'xn--bcher-kva'),
  'idn-by-u-label-in-latin1': from('xn--bcher-kva', 'Domain=b\xfccher.{host}', 'xn--bcher-kva'),
  'idn-by-u-label-percent-encoded': from('xn--bcher-kva', 'Domain=b%C3%BCcher.{host}', 'xn--bcher-kva'),
  'idn-by-u-label-of-a-script': byScript('xn--bcher-kva', 'Domain=bücher.{host}', 'xn--bcher-kva'),
  'idn-by-u-label-of-cookieStore': byCookieStore('xn--bcher-kva', 'bücher.{host}', 'xn--bcher-kva'),
  'idn-parent': from('xn--bcher-kva', 'Domain={host}', 'sub'),
  'full-width': from('www', octets('Domain=ｗｗｗ.{host}'), 'www'),
  'ideographic-full-stop': from('www', octets('Domain=www。{host}'), 'www'),

  // Addresses have no parents.
  'ip-without-domain': between(ip, ''),
  'ip-itself': between(ip, `Domain=${ip}`),
  'ip-with-a-dot': between(ip, `Domain=.${ip}`),
  'ip-part': between(ip, 'Domain=51.100.7'),
  'ip-part-with-a-dot': between(ip, 'Domain=.100.7'),
  'ip-last-number': between(ip, 'Domain=7'),
  'ip-with-zeros': between(ip, 'Domain=198.51.100.007'),
  'ip-in-decimal': between(ip, 'Domain=3325256711'),
  'ip-in-hexadecimal': between(ip, 'Domain=0xc6.0x33.0x64.0x07'),
  'ip-another': between(ip, 'Domain=198.51.100.8'),
  'ip6-without-domain': between(ip6, ''),
  'ip6-itself': between(ip6, `Domain=${ip6}`),
  'ip6-without-brackets': between(ip6, 'Domain=2001:db8::7'),
  'ip6-in-upper-case': between(ip6, 'Domain=[2001:DB8::7]'),
  'ip6-written-out': between(ip6, 'Domain=[2001:db8:0:0:0:0:0:7]'),

  // Public suffixes.
  'suffix-of-two-labels': from(own, 'Domain=co.uk', own),
  'suffix-of-two-labels-with-a-dot': from(own, 'Domain=.co.uk', own),
  'suffix-in-upper-case': from(own, 'Domain=CO.UK', own),
  'suffix-of-one-label': from(own, 'Domain=uk', own),
  'suffix-com': between('www.s1-{id}.com', 'Domain=com'),
  'suffix-com-below': between('www.s2-{id}.com', 'Domain=s2-{id}.com', 'sub.s2-{id}.com'),
  'suffix-with-a-dot-at-the-end': between('www.s3-{id}.com', 'Domain=com.'),
  'suffix-private': between('p-{id}.github.io', 'Domain=github.io'),
  'suffix-private-at-a-sibling': between('p-{id}.github.io', 'Domain=github.io', 'q-{id}.github.io'),
  'suffix-private-below': between('p-{id}.github.io', 'Domain=p-{id}.github.io', 'www.p-{id}.github.io'),
  'suffix-of-a-private-suffix': between('p-{id}.github.io', 'Domain=io'),
  'suffix-is-the-host': between('github.io', 'Domain=github.io'),
  'suffix-is-the-host-asked-below': between('github.io', 'Domain=github.io', 'r-{id}.github.io'),
  'suffix-is-the-host-without-domain': between('github.io', ''),
  'suffix-of-a-wildcard-rule': between('www.w1-{id}.ck', 'Domain=w1-{id}.ck'),
  'suffix-of-a-wildcard-rule-is-the-host': between('w2-{id}.ck', 'Domain=w2-{id}.ck'),
  'suffix-of-a-wildcard-rule-below': between('a.b.w3-{id}.ck', 'Domain=b.w3-{id}.ck', 'c.b.w3-{id}.ck'),
  'suffix-excepted-from-a-wildcard-rule': between('a.www.ck', 'Domain=www.ck', 'b.www.ck'),
  'suffix-unlisted': between('www.u1-{id}.test', 'Domain=test'),
  'suffix-unlisted-below': between('www.u2-{id}.test', 'Domain=u2-{id}.test', 'sub.u2-{id}.test'),
  'single-label-is-the-host': between('intranet-{id}', 'Domain=intranet-{id}'),
  'single-label-without-domain': between('intranet-{id}', ''),
  'single-label-of-a-child': between('www.intranet-{id}', 'Domain=intranet-{id}', 'intranet-{id}'),

  // Localhost is a label without a rule, so a suffix.
  'localhost-without-domain': between('localhost', ''),
  'localhost-is-the-host': between('localhost', 'Domain=localhost'),
  'localhost-with-a-dot-in-front': between('localhost', 'Domain=.localhost'),
  'localhost-of-a-child': between('www.l1{id}.localhost', 'Domain=localhost'),
  'localhost-parent-of-a-child': between('www.l2{id}.localhost', 'Domain=l2{id}.localhost', 'sub.l2{id}.localhost'),
  'localhost-at-a-child': between('localhost', 'Domain=localhost', 'l3{id}.localhost'),
  'localhost-address': between('127.0.0.1', 'Domain=localhost'),

  // What scripts set.
  'script-parent': byScript('www', 'Domain={host}', 'sub'),
  'script-dot': byScript('www', 'Domain=.{host}', 'sub'),
  'script-child': byScript(own, 'Domain=www.{host}', 'www'),
  'script-sibling': byScript('www', 'Domain=sub.{host}', 'sub'),
  'script-suffix': byScript(own, 'Domain=co.uk', own),
  'script-empty': byScript(own, 'Domain=', 'www'),
  'cookieStore-host': byCookieStore(own, '{host}', 'www'),
  'cookieStore-parent': byCookieStore('www', '{host}', 'sub'),
  'cookieStore-dot': byCookieStore('www', '.{host}', 'www'),
  'cookieStore-child': byCookieStore(own, 'www.{host}', 'www'),
  'cookieStore-sibling': byCookieStore('www', 'sub.{host}', 'sub'),
  'cookieStore-suffix': byCookieStore(own, 'co.uk', own),
  'cookieStore-empty': byCookieStore(own, '', own),
  'cookieStore-upper-case': byCookieStore('www', '{HOST}', 'sub'),

  // Hosts that share a domain share its cookies.
  'overwritten-by-a-sibling': {
    set: [
      { host: 'www', set: ['n=1; Domain={host}'] },
      { host: 'sub', set: ['n=2; Domain={host}'] },
    ],
    ask: { host: 'www' },
  },
  'overwritten-by-the-parent': {
    set: [{ host: 'www', set: ['n=1; Domain={host}'] }, { set: ['n=2; Domain={host}'] }],
    ask: { host: 'www' },
  },
  'deleted-by-a-sibling': {
    set: [
      { host: 'www', set: ['n=1; Domain={host}'] },
      { host: 'sub', set: [`n=; Domain={host}; ${past}`] },
    ],
    ask: { host: 'www' },
  },
  'host-only-is-not-overwritten-by-a-child': { set: [{ set: ['n=1'] }, { host: 'www', set: ['n=2; Domain={host}'] }] },
  'host-only-is-not-deleted-by-a-child': { set: [{ set: ['n=1'] }, { host: 'www', set: [`n=; Domain={host}; ${past}`] }] },
  'own-and-parents-at-the-child': {
    set: [{ set: ['n=parent; Domain={host}'] }, { host: 'www', set: ['n=child; Domain=www.{host}'] }],
    ask: { host: 'www' },
  },
} as const satisfies Readonly<Record<string, CookieCase>>;
type Case = keyof typeof cases;

const matching = rfc10025('5.1.3', 'Domain Matching');
const attribute = rfc10025('5.6.3', 'The Domain Attribute');
const storage = rfc10025('5.7', 'Storage Model');

export default check(
  cookieCases({
    id: 'cookies/domain',
    title: 'Domain shares a cookie with the hosts below a name that contains the one that sets it; without it only that host has it',
    clauses: [rfc10025('5.1.2', 'Canonicalized Host Names'), matching, attribute, storage],
    claims: ['CK-8', 'CK-10'],
    axes: { case: sideBySide(Object.keys(cases) as Case[]) },
    caseOf: ({ case: name }) => cases[name],
    clause: storage,
    matter: 'domain',
  }),
);
