import { createHash, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCertificateAuthority } from './certificates.ts';

const authority = await createCertificateAuthority();

test('a leaf is signed by the authority and names its hosts', async () => {
  const leaf = new X509Certificate((await authority.leafFor(['www.a-1.test', '127.0.0.1'])).cert);
  const root = new X509Certificate(authority.caPem);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkHost('www.a-1.test')).toBe('www.a-1.test');
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkHost('www.b-1.test')).toBeUndefined();
  expect(root.ca).toBe(true);
  expect(leaf.ca).toBe(false);
});

test('one SPKI hash covers every leaf', async () => {
  for (const name of ['one.test', 'two.test']) {
    const leaf = new X509Certificate((await authority.leafFor([name])).cert);
    const spki = leaf.publicKey.export({ type: 'spki', format: 'der' });
    expect(createHash('sha256').update(spki).digest('base64')).toBe(authority.spkiHash);
  }
});

test('two authorities do not trust each other', async () => {
  const other = await createCertificateAuthority();
  const leaf = new X509Certificate((await other.leafFor(['www.a-1.test'])).cert);
  expect(leaf.verify(new X509Certificate(authority.caPem).publicKey)).toBe(false);
  expect(other.spkiHash).not.toBe(authority.spkiHash);
});

test('a context is made once a host, and again after the host was forgotten', async () => {
  const first = authority.contextFor('www.a-1.test');
  expect(authority.contextFor('www.a-1.test')).toBe(first);
  expect(authority.contextFor('sub.a-1.test')).toBe(first);
  expect(authority.contextFor('www.a-2.test')).not.toBe(first);
  authority.forget((host) => host.endsWith('-1.test'));
  expect(authority.contextFor('www.a-1.test')).not.toBe(first);
  await first;
});
