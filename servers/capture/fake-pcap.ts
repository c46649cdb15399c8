import { segmentFlags, type Endpoint, type SegmentFlag } from './segment.ts';

/** A segment as the unit tests write it into a capture. */
export interface FakeSegment {
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly seq: number;
  readonly ack: number;
  readonly flags: readonly SegmentFlag[];
  readonly payload: string;
}

interface FakeFormat {
  readonly order: 'little-endian' | 'big-endian';
  readonly unit: 'microseconds' | 'nanoseconds';
  readonly linkType: number;
}

/** A capture file of known content for the unit tests. */
export function fakePcap(segments: readonly FakeSegment[], format: Partial<FakeFormat> = {}): Buffer {
  const { order = 'little-endian', unit = 'microseconds', linkType = 1 } = format;
  const words = (...values: readonly number[]): Buffer => {
    const octets = Buffer.alloc(values.length * 4);
    for (const [place, value] of values.entries()) {
      if (order === 'little-endian') octets.writeUInt32LE(value, place * 4);
      else octets.writeUInt32BE(value, place * 4);
    }
    return octets;
  };
  const [magic, fractions] = unit === 'microseconds' ? [0xa1b2c3d4, 1e3] : [0xa1b23c4d, 1e6];
  const records = segments.flatMap((segment) => {
    const packet = fakePacket(segment, linkType);
    return [words(Math.floor(segment.at / 1e3), (segment.at % 1e3) * fractions, packet.length, packet.length), packet];
  });
  return Buffer.concat([words(magic, 0, 0, 0, 262144, linkType), ...records]);
}

const linkHeaders: Readonly<Record<number, Buffer>> = {
  0: Buffer.from([2, 0, 0, 0]),
  1: Buffer.from([...Array<number>(12).fill(0), 8, 0]),
  101: Buffer.alloc(0),
  113: Buffer.from([...Array<number>(14).fill(0), 8, 0]),
  276: Buffer.from([8, 0, ...Array<number>(18).fill(0)]),
};

/** A packet as the link carries it. */
export function fakePacket({ from, to, seq, ack, flags, payload }: FakeSegment, linkType: number): Buffer {
  const ip = Buffer.alloc(20);
  ip[0] = 0x45;
  ip.writeUInt16BE(40 + payload.length, 2);
  ip[9] = 6;
  ip.set(from.address.split('.').map(Number), 12);
  ip.set(to.address.split('.').map(Number), 16);
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(from.port, 0);
  tcp.writeUInt16BE(to.port, 2);
  tcp.writeUInt32BE(seq, 4);
  tcp.writeUInt32BE(ack, 8);
  tcp[12] = 0x50;
  tcp[13] = segmentFlags.reduce((bits, flag, bit) => bits | (flags.includes(flag) ? 1 << bit : 0), 0);
  return Buffer.concat([linkHeaders[linkType] ?? Buffer.alloc(0), ip, tcp, Buffer.from(payload, 'latin1')]);
}
