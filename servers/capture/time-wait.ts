import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Conversation, Side } from './conversation.ts';
import type { Endpoint } from './segment.ts';

const timeWait = '06';

/** One end that waits, with the other end's name. */
export interface Waiting {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** The ends in TIME-WAIT in the kernel's table of IPv4 or IPv6 sockets (`/proc/net/tcp`, `/proc/net/tcp6`). */
export function waitingIn(table: string): readonly Waiting[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === timeWait)
    .map(([, local = '', remote = '']) => ({ local: endpointOf(local), remote: endpointOf(remote) }));
}

/** Words of an address are in the byte order of the machine; the last one of a mapped IPv6 address is the IPv4 one. */
export function endpointOf(text: string): Endpoint {
  const [words = '', port = ''] = text.split(':');
  const octets = Buffer.from(words.slice(-8), 'hex');
  return { address: [...octets].reverse().join('.'), port: parseInt(port, 16) };
}

/** Whose end of a connection is among those that wait. */
export function ownerAmong(waiting: readonly Waiting[], { browser, origin }: Pick<Conversation, 'browser' | 'origin'>): Side | 'nobody' {
  const stands = (local: Endpoint, remote: Endpoint): boolean =>
    waiting.some((one) => isSame(one.local, local) && isSame(one.remote, remote));
  if (stands(browser, origin)) return 'browser';
  return stands(origin, browser) ? 'origin' : 'nobody';
}

/** Whether two ends are one. */
export function isSame(left: Endpoint, right: Endpoint): boolean {
  return left.address === right.address && left.port === right.port;
}

/** Looks again so often and after so many milliseconds: the kernel sends the last segment before it writes into its table. */
const looks = 20;
const pauseMs = 10;

/** Whose end of a connection that has ended the kernel keeps. */
export async function lookUpTimeWait(conversation: Conversation): Promise<Side | 'nobody'> {
  const wasReset = conversation.said.some(({ flags }) => flags.includes('RST'));
  for (let left = wasReset ? 1 : looks; left > 0; left -= 1) {
    const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')));
    const owner = ownerAmong(tables.flatMap(waitingIn), conversation);
    if (owner !== 'nobody') return owner;
    await setTimeout(pauseMs);
  }
  return 'nobody';
}
