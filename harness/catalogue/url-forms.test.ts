import { expect, it } from 'vitest';
import { stageHosts } from '../../servers/names.ts';
import { isFormOf, urlForms, writtenUrl, bases, type BaseName, type UrlForm } from './url-forms.ts';

const hosts = stageHosts('sample', 258);
const origin = (form: UrlForm, base: BaseName): string => new URL(writtenUrl(form, base, hosts, '/')).origin;

it.each(
  (Object.keys(bases) as BaseName[]).flatMap((base) =>
    (Object.keys(urlForms) as UrlForm[]).filter((form) => isFormOf(form, base)).map((form) => [base, form] as const),
  ),
)('from %s, %s is a URL', (base, form) => {
  expect(() => origin(form, base)).not.toThrow();
});

it('writes one address in many ways', () => {
  for (const form of ['ipv4-number', 'ipv4-hex', 'ipv4-octal', 'ipv4-three-parts', 'ipv4-trailing-dot'] as const)
    expect(origin(form, 'http-ipv4')).toBe('http://198.18.1.2');
  for (const form of ['ipv6-uncompressed', 'ipv6-padded', 'ipv6-embedded-ipv4', 'upper-case-host'] as const)
    expect(origin(form, 'http-ipv6')).toBe('http://[2001:db8::102]');
  for (const form of ['unicode', 'unicode-upper-case', 'unicode-decomposed', 'unicode-percent-encoded', 'punycode-upper-case'] as const)
    expect(origin(form, 'http-idn')).toBe(`http://${hosts.idn}`);
});

it('keeps what is another origin apart', () => {
  for (const form of ['trailing-dot', 'other-port', 'parent-domain', 'subdomain', 'other-site'] as const)
    expect(origin(form, 'https-name')).not.toBe(origin('itself', 'https-name'));
});
