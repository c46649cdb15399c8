import { getDomain } from 'tldts';
import { expect, test } from 'vitest';
import { relations, relationUrl, stageHosts, urlOf, type HostRole, type Relation } from './names.ts';

const hosts = stageHosts('7k2f', 258);
const siteOf = (role: HostRole): string | null => getDomain(hosts[role], { allowPrivateDomains: true });

test('hosts relate to the target as their roles say', () => {
  expect(siteOf('sibling')).toBe(siteOf('target'));
  expect(siteOf('parent')).toBe(hosts.parent);
  expect(siteOf('nested')).toBe(siteOf('target'));
  expect(new Set([siteOf('target'), siteOf('other-site'), siteOf('third-site')]).size).toBe(3);
  expect(siteOf('public-suffix-uk')).toBe(hosts['public-suffix-uk']);
  expect(siteOf('public-suffix-pages')).not.toBe(siteOf('public-suffix-pages-sibling'));
});

test('every host is written as the URL Standard serializes it', () => {
  for (const host of Object.values(hosts)) expect(new URL(`http://${host}/`).hostname).toBe(host);
  expect(hosts.idn).toMatch(/^xn--/);
  expect(hosts.ipv4).toBe('198.18.1.2');
  expect(hosts.ipv6).toBe('[2001:db8::102]');
});

test('two stages share no host', () => {
  const others = new Set(Object.values(stageHosts('9x', 259)));
  expect(Object.values(hosts).filter((host) => others.has(host))).toEqual([]);
});

test('default ports are left out', () => {
  expect(urlOf('https', 'a.test', 'standard', '/x')).toBe('https://a.test/x');
  expect(urlOf('http', 'a.test', 'other', '/x')).toBe('http://a.test:8080/x');
});

test('a relation differs from the target in exactly what its name says', () => {
  const target = new URL(relationUrl(hosts, 'same-origin', '/'));
  const differences = (relation: Relation): string[] => {
    const url = new URL(relationUrl(hosts, relation, '/'));
    return (['protocol', 'hostname', 'port'] as const).filter((part) => url[part] !== target[part]);
  };
  expect(Object.fromEntries(relations.map((relation) => [relation, differences(relation)]))).toEqual({
    'same-origin': [],
    'same-site': ['hostname'],
    'other-port': ['port'],
    'other-scheme': ['protocol'],
    'cross-site': ['hostname'],
  });
});
