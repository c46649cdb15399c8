import type { Endpoint, Segment, SegmentFlag } from './segment.ts';

/** The two ends of a connection. */
export type Side = 'browser' | 'origin';

/** A segment as one of a connection's life: numbers count from each side's first sequence number. */
export interface Said {
  /** Milliseconds since the connection's first segment. */
  readonly at: number;
  readonly by: Side;
  readonly flags: readonly SegmentFlag[];
  readonly seq: number;
  /** Null where the segment acknowledges nothing. */
  readonly ack: number | null;
  /** Length of what it carries, and as much of that as was captured. */
  readonly length: number;
  readonly payload: Buffer;
}

/** One TCP connection as the capture saw it. */
export interface Conversation {
  readonly browser: Endpoint;
  readonly origin: Endpoint;
  readonly said: readonly Said[];
  /** The first sequence number of each side as it stood on the wire; null as long as a side has not sent its SYN. */
  readonly firstNumbers: Readonly<Record<Side, number | null>>;
  /** Whose end the kernel keeps in TIME-WAIT, once that was looked up. */
  timeWait?: Side | 'nobody';
}

interface Growing extends Conversation {
  readonly said: Said[];
  readonly firstNumbers: Record<Side, number | null>;
}

/** Sorts segments into connections to certain origins. */
export class Conversations {
  readonly all: Conversation[] = [];
  readonly #current = new Map<string, Growing>();
  readonly #isOrigin: (endpoint: Endpoint) => boolean;

  constructor(isOrigin: (endpoint: Endpoint) => boolean) {
    this.#isOrigin = isOrigin;
  }

  /** Takes in a segment, and returns the connection that it is of; undefined where that is none to an origin, or began earlier. */
  add(segment: Segment): Conversation | undefined {
    const by: Side = this.#isOrigin(segment.to) ? 'browser' : 'origin';
    const [browser, origin] = by === 'browser' ? [segment.from, segment.to] : [segment.to, segment.from];
    if (!this.#isOrigin(origin)) return undefined;
    const conversation = this.#of(segment, browser, origin);
    if (conversation === undefined) return undefined;
    const { firstNumbers, said } = conversation;
    if (segment.flags.has('SYN')) firstNumbers[by] = segment.seq;
    const relative = (number: number, side: Side): number => (number - (firstNumbers[side] ?? number)) >>> 0;
    said.push({
      at: segment.at - (this.#began.get(conversation) ?? segment.at),
      by,
      flags: [...segment.flags],
      seq: relative(segment.seq, by),
      ack: segment.flags.has('ACK') ? relative(segment.ack, by === 'browser' ? 'origin' : 'browser') : null,
      length: segment.length,
      payload: segment.payload,
    });
    return conversation;
  }

  readonly #began = new WeakMap<Conversation, number>();

  /** A SYN of the browser begins a new connection, unless it is the one before once more. */
  #of(segment: Segment, browser: Endpoint, origin: Endpoint): Growing | undefined {
    const key = `${nameOf(browser)} ${nameOf(origin)}`;
    const current = this.#current.get(key);
    const begins = segment.flags.has('SYN') && !segment.flags.has('ACK');
    if (!begins || current?.firstNumbers.browser === segment.seq) return current;
    const fresh: Growing = { browser, origin, said: [], firstNumbers: { browser: null, origin: null } };
    this.#began.set(fresh, segment.at);
    this.#current.set(key, fresh);
    this.all.push(fresh);
    return fresh;
  }
}

/** `127.0.0.1:40000`. */
export function nameOf({ address, port }: Endpoint): string {
  return `${address}:${String(port)}`;
}

/** Who sent a RST or the first FIN, and the segment; undefined as long as nobody ends. */
export function firstEnd({ said }: Pick<Conversation, 'said'>): Said | undefined {
  return said.find(({ flags }) => flags.includes('FIN') || flags.includes('RST'));
}

/** The FIN of a side, or undefined. */
export function finOf({ said }: Pick<Conversation, 'said'>, side: Side): Said | undefined {
  return said.find(({ by, flags }) => by === side && flags.includes('FIN'));
}

/** The first segment of the other side that acknowledges `fin`, or undefined. */
export function answerToFin({ said }: Pick<Conversation, 'said'>, fin: Said): Said | undefined {
  const beyond = fin.seq + fin.length + 1;
  return said.find(({ by, ack }, place) => by !== fin.by && place > said.indexOf(fin) && ack !== null && ack >= beyond);
}

/** True when there is nothing more to come: each side's FIN is acknowledged, or one has reset. */
export function isOver(conversation: Pick<Conversation, 'said'>): boolean {
  if (conversation.said.some(({ flags }) => flags.includes('RST'))) return true;
  return (['browser', 'origin'] as const).every((side) => {
    const fin = finOf(conversation, side);
    return fin !== undefined && answerToFin(conversation, fin) !== undefined;
  });
}
