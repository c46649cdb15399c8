import { type HostRole, type Scheme } from '../../servers/names.ts';

/** The pages from which a URL is compared: by scheme and kind of host. */
export const bases = {
  'https-name': { scheme: 'https', host: 'target' },
  'http-name': { scheme: 'http', host: 'target' },
  'http-idn': { scheme: 'http', host: 'idn' },
  'http-ipv4': { scheme: 'http', host: 'ipv4' },
  'http-ipv6': { scheme: 'http', host: 'ipv6' },
} as const satisfies Readonly<Record<string, { scheme: Scheme; host: HostRole }>>;
export type BaseName = keyof typeof bases;
type Hosts = Readonly<Record<HostRole, string>>;

/** What a form of URL is made from: the scheme and host of the page, its default port, and the other hosts. */
interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly hosts: Hosts;
}

interface Form {
  /** The bases from which the form says something. */
  readonly from: 'all' | readonly BaseName[];
  readonly authority: (parts: Parts) => string;
  readonly scheme?: string;
  /** What follows the path. */
  readonly suffix?: string;
}

const names: readonly BaseName[] = ['https-name', 'http-name'];
const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const eachPart = (address: string, write: (part: number) => string): string => address.split('.').map(Number).map(write).join('.');
const firstLetter = (host: string, write: (letter: string) => string): string => write(host.slice(0, 1)) + host.slice(1);
const unicode = (host: string): string => host.replace(/^xn--bcher-(\w+)-\w+/, 'bücher-$1');
const groups = (host: string): readonly string[] => ['2001', 'db8', '0', '0', '0', '0', '0', /::(\w+)\]/.exec(host)?.[1] ?? '0'];

/** Every way to write a URL, by what it changes. */
export const urlForms = {
  itself: { from: 'all', authority: ({ host }) => host },
  'other-query': { from: 'all', authority: ({ host }) => host, suffix: '?q=1' },
  fragment: { from: 'all', authority: ({ host }) => host, suffix: '#f' },
  'default-port': { from: 'all', authority: ({ host, port }) => `${host}:${port}` },
  'padded-default-port': { from: 'all', authority: ({ host, port }) => `${host}:000${port}` },
  'empty-port': { from: 'all', authority: ({ host }) => `${host}:` },
  'other-port': { from: 'all', authority: ({ host, scheme }) => `${host}:${scheme === 'https' ? '8443' : '8080'}` },
  'upper-case-scheme': { from: names, authority: ({ host }) => host, scheme: 'upper' },
  'other-scheme': { from: ['http-name'], authority: ({ host }) => host, scheme: 'https' },
  'other-scheme-same-port': { from: ['http-name'], authority: ({ host }) => `${host}:8443`, scheme: 'https' },
  userinfo: { from: names, authority: ({ host }) => `user:secret@${host}` },
  'three-slashes': { from: names, authority: ({ host }) => `/${host}` },
  'upper-case-host': { from: ['https-name', 'http-name', 'http-ipv6'], authority: ({ host }) => host.toUpperCase() },
  'percent-encoded-host': { from: names, authority: ({ host }) => firstLetter(host, (letter) => `%${letter.charCodeAt(0).toString(16)}`) },
  'fullwidth-host': {
    from: names,
    authority: ({ host }) => firstLetter(host, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  },
  'ideographic-full-stop': { from: names, authority: ({ host }) => host.replace('.', '。') },
  'soft-hyphen': { from: names, authority: ({ host }) => firstLetter(host, (letter) => `${letter}\u00ad`) },
  'trailing-dot': { from: names, authority: ({ host }) => `${host}.` },
  'parent-domain': { from: names, authority: ({ hosts }) => hosts.parent },
  subdomain: { from: names, authority: ({ hosts }) => hosts.nested },
  'other-site': { from: 'all', authority: ({ hosts }) => hosts['other-site'] },
  unicode: { from: ['http-idn'], authority: ({ host }) => unicode(host) },
  'unicode-upper-case': { from: ['http-idn'], authority: ({ host }) => unicode(host).toUpperCase() },
  'unicode-decomposed': { from: ['http-idn'], authority: ({ host }) => unicode(host).normalize('NFD') },
  'unicode-percent-encoded': { from: ['http-idn'], authority: ({ host }) => encodeURIComponent(unicode(host)) },
  'punycode-upper-case': { from: ['http-idn'], authority: ({ host }) => host.toUpperCase() },
  'without-diacritics': { from: ['http-idn'], authority: ({ hosts }) => hosts.target },
  'ipv4-number': { from: ['http-ipv4'], authority: ({ host }) => String(number(host)) },
  'ipv4-hex': { from: ['http-ipv4'], authority: ({ host }) => eachPart(host, (part) => `0x${part.toString(16)}`) },
  'ipv4-octal': { from: ['http-ipv4'], authority: ({ host }) => eachPart(host, (part) => `0${part.toString(8)}`) },
  'ipv4-three-parts': {
    from: ['http-ipv4'],
    authority: ({ host }) => `${host.split('.').slice(0, 2).join('.')}.${String(number(host) & 0xffff)}`,
  },
  'ipv4-trailing-dot': { from: ['http-ipv4'], authority: ({ host }) => `${host}.` },
  'ipv4-other': { from: ['http-ipv4'], authority: ({ hosts }) => hosts['ipv4-other'] },
  'ipv6-uncompressed': { from: ['http-ipv6'], authority: ({ host }) => `[${groups(host).join(':')}]` },
  'ipv6-padded': {
    from: ['http-ipv6'],
    authority: ({ host }) =>
      `[${groups(host)
        .map((group) => group.padStart(4, '0'))
        .join(':')}]`,
  },
  'ipv6-embedded-ipv4': {
    from: ['http-ipv6'],
    authority: ({ host }) => {
      const last = parseInt(groups(host)[7] ?? '0', 16);
      return `[2001:db8::0.0.${String(last >> 8)}.${String(last & 255)}]`;
    },
  },
} as const satisfies Readonly<Record<string, Form>>;
export type UrlForm = keyof typeof urlForms;

/** True when the form says something from this base. */
export function isFormOf(form: UrlForm, base: BaseName): boolean {
  const { from } = urlForms[form] as Form;
  return from === 'all' || from.includes(base);
}

/** The URL as written: what a page hands to its browser, before any parsing. */
export function writtenUrl(form: UrlForm, base: BaseName, hosts: Hosts, path: string): string {
  const { scheme, host: role } = bases[base];
  const { authority, scheme: written = scheme, suffix = '' } = urlForms[form] as Form;
  const parts = { scheme, host: hosts[role], port: scheme === 'https' ? '443' : '80', hosts };
  return `${written === 'upper' ? scheme.toUpperCase() : written}://${authority(parts)}${path}${suffix}`;
}
