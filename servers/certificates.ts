import { createHash, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
// @peculiar/x509 asks for this polyfill to be there first.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Claimed hosts come and go in any number; a context that was dropped is made again when it is asked for. */
const keptContexts = 500;
/** Stages have many hosts below one name of these. */
const suffixesOfStages = ['test', 'co.uk'];
const day = 24 * 60 * 60 * 1000;

/** A throwaway certificate authority: it lives in memory, and its keys never leave the process. */
export interface CertificateAuthority {
  /** The root certificate, for browsers that import one. */
  readonly caPem: string;
  /** Base64 SHA-256 of the leaf key's SubjectPublicKeyInfo, as `--ignore-certificate-errors-spki-list` takes it. */
  readonly spkiHash: string;
  /** Key and certificate of a leaf for all of `names` (DNS names or IP addresses). */
  leafFor(names: readonly string[]): Promise<{ readonly key: string; readonly cert: string }>;
  /** A TLS context with a leaf certificate for `host`; hosts side by side under one name of `.test` share it. */
  contextFor(host: string): Promise<SecureContext>;
  /** Drops what was kept for the hosts that `belong` to a stage that ends, so that memory stays flat. */
  forget(belongs: (host: string) => boolean): void;
}

/** Makes a fresh authority whose certificates are valid for so many days. Leaves share one key, so one SPKI hash covers every host. */
export async function createCertificateAuthority(validDays = 30): Promise<CertificateAuthority> {
  const caKeys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const leafKeys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + validDays * day) };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Originwatch throwaway CA - DO NOT TRUST',
    keys: caKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const caPem = ca.toString('pem');
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', leafKeys.publicKey));
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leafKeys.privateKey));
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;

  async function leafFor(names: readonly string[]): Promise<{ key: string; cert: string }> {
    const leaf = await x509.X509CertificateGenerator.create({
      subject: 'CN=Originwatch throwaway leaf',
      issuer: ca.subject,
      publicKey: leafKeys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: algorithm,
      ...validity,
      extensions: [
        new x509.SubjectAlternativeNameExtension(
          names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
        ),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.BasicConstraintsExtension(false),
      ],
    });
    return { key, cert: `${leaf.toString('pem')}\n${caPem}` };
  }

  const contexts = new Map<string, Promise<SecureContext>>();
  return {
    caPem,
    spkiHash: createHash('sha256').update(spki).digest('base64'),
    leafFor,
    contextFor(host) {
      const names = namesOnLeaf(host);
      const known = contexts.get(names[0]) ?? leafFor(names).then(createSecureContext);
      contexts.set(names[0], known);
      const [oldest] = contexts.keys();
      if (contexts.size > keptContexts && oldest !== undefined) contexts.delete(oldest);
      return known;
    },
    forget(belongs) {
      for (const host of contexts.keys()) if (belongs(host)) contexts.delete(host);
    },
  };
}

/** Hosts below one name share a wildcard, which covers one label (RFC 6125, 6.4.3) and may not stand right below a public suffix. */
function namesOnLeaf(host: string): readonly [string, ...string[]] {
  const labels = host.split('.');
  const suffixLabels = suffixesOfStages.find((suffix) => host.endsWith(`.${suffix}`))?.split('.').length;
  if (suffixLabels === undefined) return [host];
  const parent = labels.length === suffixLabels + 1 ? host : labels.slice(1).join('.');
  return [parent, `*.${parent}`];
}
