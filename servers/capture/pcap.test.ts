import { expect, test } from 'vitest';
import { Conversations, isOver } from './conversation.ts';
import { PcapReader, type Packet } from './pcap.ts';
import { segmentIn } from './segment.ts';
import { fakePcap, fakePacket } from './fake-pcap.ts';
import { ownerAmong, waitingIn } from './time-wait.ts';

const browser = { address: '127.0.0.1', port: 40000 };
const origin = { address: '127.77.0.1', port: 8080 };
const syn = { at: 1000.25, from: browser, to: origin, seq: 0xfffffff0, ack: 0, flags: ['SYN'], payload: '' } as const;
const synAck = { at: 1000.5, from: origin, to: browser, seq: 7, ack: 0xfffffff1, flags: ['SYN', 'ACK'], payload: '' } as const;
const data = {
  at: 1001,
  from: browser,
  to: origin,
  seq: 0xfffffff1,
  ack: 8,
  flags: ['PSH', 'ACK'],
  payload: 'GET / HTTP/1.1\r\n\r\n',
} as const;

function read(octets: Buffer, pieces: number): readonly Packet[] {
  const reader = new PcapReader();
  const size = Math.ceil(octets.length / pieces);
  return Array.from({ length: pieces }, (_, piece) => reader.push(octets.subarray(piece * size, (piece + 1) * size))).flat();
}

test.each([
  ['little-endian', 'microseconds', 1, 1],
  ['big-endian', 'microseconds', 101, 1],
  ['little-endian', 'nanoseconds', 113, 7],
  ['big-endian', 'nanoseconds', 276, 100],
  ['little-endian', 'microseconds', 0, 3],
] as const)('a %s capture with %s on link type %d, read in %d pieces', (order, unit, linkType, pieces) => {
  const packets = read(fakePcap([syn, data], { order, unit, linkType }), pieces);
  expect(packets.map(({ at }) => at)).toEqual([1000.25, 1001]);
  const [first, second] = packets.map(segmentIn);
  expect(first).toMatchObject({ from: browser, to: origin, seq: 0xfffffff0, flags: new Set(['SYN']) });
  expect(first?.payload).toHaveLength(0);
  expect(second).toMatchObject({ ack: 8, flags: new Set(['PSH', 'ACK']) });
  expect(second?.payload.toString()).toBe(data.payload);
});

test('a packet that was cut short keeps its length', () => {
  const whole = fakePacket({ ...data, payload: 'x'.repeat(100) }, 1);
  const cut = segmentIn({ at: 0, linkType: 1, length: whole.length, octets: whole.subarray(0, 80) });
  expect([cut?.length, cut?.payload.length]).toEqual([100, 26]);
});

test('what is no capture is refused', () => {
  expect(() => new PcapReader().push(Buffer.from('<!doctype html><title>no</title>'))).toThrow('does not begin like one');
});

test('other packets are passed over, and links that are not known are told', () => {
  const arp = Buffer.alloc(60);
  arp.writeUInt16BE(0x0806, 12);
  expect(segmentIn({ at: 0, linkType: 1, length: 60, octets: arp })).toBeUndefined();
  const udp = fakePacket(syn, 101);
  udp[9] = 17;
  expect(segmentIn({ at: 0, linkType: 101, length: 40, octets: udp })).toBeUndefined();
  expect(() => segmentIn({ at: 0, linkType: 105, length: 40, octets: udp })).toThrow('105');
});

const segmentsOf = (...list: Parameters<typeof fakePcap>[0]) =>
  new PcapReader().push(fakePcap(list)).flatMap((packet) => segmentIn(packet) ?? []);

test('numbers count from the first ones of each side, across the end of the number range', () => {
  const conversations = new Conversations(({ port }) => port === origin.port);
  for (const segment of segmentsOf(syn, synAck, data)) conversations.add(segment);
  expect(conversations.all).toHaveLength(1);
  expect(conversations.all[0]?.said.map(({ by, seq, ack }) => [by, seq, ack])).toEqual([
    ['browser', 0, null],
    ['origin', 0, 1],
    ['browser', 1, 1],
  ]);
  expect(conversations.all[0]?.firstNumbers).toEqual({ browser: 0xfffffff0, origin: 7 });
});

test('a SYN once more is of the same connection, one with another number begins a new one, and strays belong to none', () => {
  const conversations = new Conversations(({ port }) => port === origin.port);
  for (const segment of segmentsOf(data, syn, syn, { ...syn, seq: 5 })) conversations.add(segment);
  expect(conversations.all.map(({ said }) => said.length)).toEqual([2, 1]);
});

test('a connection is over when both FINs are acknowledged, or after a RST', () => {
  const over = (...list: Parameters<typeof fakePcap>[0]): boolean => {
    const conversations = new Conversations(({ port }) => port === origin.port);
    for (const segment of segmentsOf(syn, synAck, ...list)) conversations.add(segment);
    return conversations.all[0] !== undefined && isOver(conversations.all[0]);
  };
  const fromBrowser = { ...data, payload: '' };
  const fin = { ...synAck, seq: 8, flags: ['FIN', 'ACK'] } as const;
  const finBack = { ...fromBrowser, ack: 9, flags: ['FIN', 'ACK'] } as const;
  const last = { ...synAck, seq: 9, ack: 0xfffffff2, flags: ['ACK'] } as const;
  expect(over(fin)).toBe(false);
  expect(over(fin, finBack)).toBe(false);
  expect(over(fin, finBack, last)).toBe(true);
  expect(over({ ...synAck, flags: ['RST'] })).toBe(true);
});

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, remote: string, state: string): string => `   0: ${local} ${remote} ${state} 00000000:00000000 03:000`;

test('whose end waits is read from the kernel’s tables', () => {
  const conversation = { browser, origin };
  const inBrowser = [header, line('0100007F:9C40', '01004D7F:1F90', '06')].join('\n');
  const mapped = [header, line('0000000000000000FFFF000001004D7F:1F90', '0000000000000000FFFF00000100007F:9C40', '06')].join('\n');
  const open = [header, line('0100007F:9C40', '01004D7F:1F90', '01')].join('\n');
  expect(ownerAmong(waitingIn(inBrowser), conversation)).toBe('browser');
  expect(ownerAmong(waitingIn(mapped), conversation)).toBe('origin');
  expect(ownerAmong(waitingIn(open), conversation)).toBe('nobody');
});
