/** What somebody who has copied a credential changes about it before using it. */
export type Alteration = 'none' | 'payload' | 'signature' | 'algorithm';

/** Who it says that it is for after its payload was changed. */
export const impostor = 'admin';

/** Cookies of a session by name, or a token under the name `token`. */
export type Credential = Readonly<Record<string, string>>;

/**
 * A credential as `alteration` says: a token (JWT), the two cookies of cookie-session, or the signed id of express-session,
 * each as it stands in a Set-Cookie line.
 */
export function altered(credential: Credential, alteration: Alteration): Credential {
  if (alteration === 'none') return credential;
  return Object.fromEntries(Object.entries(credential).map(([name, value]) => [name, alteredPart(name, value, alteration)]));
}

function alteredPart(name: string, value: string, alteration: Exclude<Alteration, 'none'>): string {
  const [head = '', payload, signature] = value.split('.');
  if (payload !== undefined && signature !== undefined) {
    if (alteration === 'signature') return [head, payload, otherEnd(signature)].join('.');
    return [
      alteration === 'algorithm' ? encoded({ alg: 'none' }) : head,
      forImpostor(payload),
      alteration === 'algorithm' ? '' : signature,
    ].join('.');
  }
  // express-session: `s:ID.SIGNATURE` percent-encoded.
  if (payload !== undefined) return alteration === 'signature' ? `${head}.${otherEnd(payload)}` : `${otherEnd(head)}.${payload}`;
  const isSignature = name.endsWith('.sig');
  if (isSignature) return alteration === 'signature' ? otherEnd(value) : value;
  return alteration === 'payload' ? forImpostor(value) : value;
}

/** The same but for its last character but one: the last may hold bits that count for nothing. */
function otherEnd(text: string): string {
  const at = text.length - 2;
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

/** JSON in base64 that says who somebody is: the user's name in it becomes another. */
function forImpostor(payload: string): string {
  const text = Buffer.from(payload, 'base64').toString('utf8');
  return encodedText(text.replace(/("user":")[^"]*/, `$1${impostor}`));
}

function encoded(value: unknown): string {
  return encodedText(JSON.stringify(value));
}

function encodedText(text: string): string {
  return Buffer.from(text).toString('base64url');
}
