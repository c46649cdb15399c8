/** One packet of a capture file. */
export interface Packet {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  /** How the packet is wrapped, by the numbers of the pcap format's registry. */
  readonly linkType: number;
  /** Length on the wire. */
  readonly length: number;
  /** As much of it as was captured. */
  readonly octets: Buffer;
}

const fileHeaderLength = 24;
const recordHeaderLength = 16;
/** The magic number, as a little-endian machine writes it, of files with microseconds and with nanoseconds. */
const magics = new Map([
  [0xa1b2c3d4, 1e3],
  [0xa1b23c4d, 1e6],
]);
/** No link carries longer ones: beyond it something else than a capture is being read. */
const longestPacket = 1 << 20;

interface Format {
  readonly word: (octets: Buffer, offset: number) => number;
  readonly fractionsPerMs: number;
  readonly linkType: number;
}

/** Reads a capture in the pcap format (draft-ietf-opsawg-pcap) as it grows. */
export class PcapReader {
  #rest = Buffer.alloc(0);
  #format: Format | undefined;

  /** Takes in more octets, and returns the packets that are whole now. @throws Error when they are no such capture. */
  push(octets: Buffer): readonly Packet[] {
    this.#rest = Buffer.concat([this.#rest, octets]);
    if (this.#format === undefined) {
      if (this.#rest.length < fileHeaderLength) return [];
      this.#format = formatOf(this.#rest);
      this.#rest = this.#rest.subarray(fileHeaderLength);
    }
    const { word, fractionsPerMs, linkType } = this.#format;
    const packets: Packet[] = [];
    while (this.#rest.length >= recordHeaderLength) {
      const length = word(this.#rest, 8);
      if (length > longestPacket) throw new Error(`a captured packet of ${String(length)} octets cannot be`);
      const end = recordHeaderLength + length;
      if (this.#rest.length < end) break;
      packets.push({
        at: word(this.#rest, 0) * 1e3 + word(this.#rest, 4) / fractionsPerMs,
        linkType,
        length: word(this.#rest, 12),
        octets: this.#rest.subarray(recordHeaderLength, end),
      });
      this.#rest = this.#rest.subarray(end);
    }
    return packets;
  }
}

function formatOf(header: Buffer): Format {
  const words = [
    (octets: Buffer, offset: number) => octets.readUInt32LE(offset),
    (octets: Buffer, offset: number) => octets.readUInt32BE(offset),
  ];
  for (const word of words) {
    const fractionsPerMs = magics.get(word(header, 0));
    // The upper bits of the link type say whether the packets end with a checksum of the link.
    if (fractionsPerMs !== undefined) return { word, fractionsPerMs, linkType: word(header, 20) & 0x0fffffff };
  }
  throw new Error('what was to be a capture does not begin like one');
}
