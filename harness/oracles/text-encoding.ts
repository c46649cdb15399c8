/** Encodings of pages, by the names of the Encoding standard. */
export const charsets = ['UTF-8', 'GBK', 'windows-1252'] as const;
export type Charset = (typeof charsets)[number];

/** The characters of windows-1252 from 0x80 to 0x9F, where it is not Latin-1; Node's decoder takes it for that. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The octets of each character beyond ASCII that GBK has, read out of its decoder. */
let gbk: ReadonlyMap<string, readonly number[]> | undefined;

function gbkTable(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gbk');
  const leads = Array.from({ length: 128 }, (_, index) => index + 128);
  const trails = Array.from({ length: 191 }, (_, index) => index + 64);
  const table = new Map<string, readonly number[]>();
  for (const octets of leads.flatMap((lead) => [[lead], ...trails.map((trail) => [lead, trail])])) {
    const [character = '', ...more] = decoder.decode(Uint8Array.from(octets));
    if (more.length === 0 && character !== '\ufffd' && !table.has(character)) table.set(character, octets);
  }
  return table;
}

/** The octets of one character; undefined where the encoding has none. https://encoding.spec.whatwg.org/#encoders */
function octetsOf(character: string, charset: Charset): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return [code];
  switch (charset) {
    case 'UTF-8':
      return [...new TextEncoder().encode(character)];
    case 'GBK':
      gbk ??= gbkTable();
      return gbk.get(character);
    case 'windows-1252': {
      const index = windows1252.indexOf(character);
      if (index !== -1) return [index + 128];
      return code >= 160 && code < 256 ? [code] : undefined;
    }
  }
}

/** «Encode» with error mode «html»: a decimal character reference for what the encoding has no octets for. One character an octet. */
export function encodeText(text: string, charset: Charset): string {
  return Array.from(text)
    .map((character) => {
      const octets = octetsOf(character, charset);
      return octets === undefined ? `&#${String(character.codePointAt(0))};` : String.fromCharCode(...octets);
    })
    .join('');
}

/**
 * Percent-encode after encoding, of a text whose ASCII characters stand for themselves: https://url.spec.whatwg.org/#string-percent-encode-after-encoding
 */
export function percentEncode(text: string, charset: Charset): string {
  return Array.from(text)
    .map((character) => {
      const octets = octetsOf(character, charset);
      if (octets === undefined) return `%26%23${String(character.codePointAt(0))}%3B`;
      if (octets.length === 1 && (octets[0] ?? 0) < 128) return character;
      return octets.map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    })
    .join('');
}
