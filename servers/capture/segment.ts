import type { Packet } from './pcap.ts';

/** An address and a port. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Flags of a segment, in the order of its header from the lowest bit. */
export const segmentFlags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK'] as const;
export type SegmentFlag = (typeof segmentFlags)[number];

/** One TCP segment over IPv4, as it was captured. */
export interface Segment {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly seq: number;
  readonly ack: number;
  readonly flags: ReadonlySet<SegmentFlag>;
  /** Length of what it carries. */
  readonly length: number;
  /** As much of that as was captured. */
  readonly payload: Buffer;
}

const etherTypeIp4 = 0x0800;
const tcp = 6;
/** Where the IP packet begins, by link type; undefined where something else is inside. */
const links: Readonly<Record<number, (octets: Buffer) => number | undefined>> = {
  // BSD loopback: the address family in the byte order of the machine, 2 for IPv4.
  0: (octets) => (octets.readUInt32LE(0) === 2 || octets.readUInt32BE(0) === 2 ? 4 : undefined),
  // Ethernet.
  1: (octets) => (octets.readUInt16BE(12) === etherTypeIp4 ? 14 : undefined),
  // Raw IP.
  101: () => 0,
  // Linux «cooked» captures, versions 1 and 2.
  113: (octets) => (octets.readUInt16BE(14) === etherTypeIp4 ? 16 : undefined),
  276: (octets) => (octets.readUInt16BE(0) === etherTypeIp4 ? 20 : undefined),
};

/** The TCP segment in a captured packet, or undefined where there is none. @throws Error for a link that is not known. */
export function segmentIn({ at, linkType, length, octets }: Packet): Segment | undefined {
  const start = links[linkType];
  if (start === undefined) throw new Error(`captures with the link type ${String(linkType)} are not known here`);
  const offset = start(octets);
  return offset === undefined ? undefined : segmentOf(at, octets.subarray(offset), length - offset);
}

function segmentOf(at: number, ip: Buffer, onWire: number): Segment | undefined {
  const [first = 0] = ip;
  if (first >> 4 !== 4 || ip[9] !== tcp) return undefined;
  // The link may pad a short packet: its length is IP's, but for one that was too long to say.
  const whole = ip.readUInt16BE(2) || onWire;
  const ipLength = (first & 15) * 4;
  const header = ip.subarray(ipLength, whole);
  const headerLength = (header.readUInt8(12) >> 4) * 4;
  const address = (offset: number): string => ip.subarray(offset, offset + 4).join('.');
  const bits = header.readUInt8(13);
  return {
    at,
    from: { address: address(12), port: header.readUInt16BE(0) },
    to: { address: address(16), port: header.readUInt16BE(2) },
    seq: header.readUInt32BE(4),
    ack: header.readUInt32BE(8),
    flags: new Set(segmentFlags.filter((_, bit) => (bits & (1 << bit)) !== 0)),
    length: whole - ipLength - headerLength,
    payload: Buffer.from(header.subarray(headerLength)),
  };
}
