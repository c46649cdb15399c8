import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { MachineLack } from '../machine-lack.ts';
import { Conversations, isOver, nameOf, type Conversation } from './conversation.ts';
import { PcapReader } from './pcap.ts';
import { segmentIn, type Endpoint } from './segment.ts';
import { lookUpTimeWait } from './time-wait.ts';

/** This machine does not let Originwatch see the packets of its own loopback link. */
export class NoCapture extends MachineLack {
  override readonly name = 'NoCapture';
}

/** A capture that runs. */
export interface Capture {
  /** Connections to the origins, in the order in which they began; they grow. */
  readonly conversations: readonly Conversation[];
  stop(): void;
}

/** Runs tcpdump until the shell's input ends, as it does when whoever started it is gone, however that came about. */
const leashed = ['exec 3<&0', 'tcpdump "$@" </dev/null 3<&- & dump=$!', '{ cat <&3; kill $dump; } >/dev/null 2>&1 &', 'wait $dump'].join(
  '\n',
);

/**
 * Captures what passes between browsers and these origins on loopback, from now on. `onChange` is called after every segment.
 * @throws NoCapture where that is not allowed.
 */
export async function startCapture(origins: readonly Endpoint[], onChange: () => void): Promise<Capture> {
  const filter = origins.map(({ address, port }) => `(host ${address} and port ${String(port)})`).join(' or ');
  // The beginnings of segments are enough; room for what comes while others have the processor.
  const options = ['-i', loopbackName(), '-n', '-U', '--immediate-mode', '-s', '2048', '-B', '16384', '-w', '-', `tcp and (${filter})`];
  const leash = spawn('sh', ['-c', leashed, 'sh', ...options], { stdio: 'pipe' });
  const stop = (): void => {
    leash.stdin.end();
  };
  leash.stdin.on('error', () => undefined);
  try {
    await listens(leash);
  } catch (error) {
    stop();
    throw error;
  }
  const names = new Set(origins.map(nameOf));
  const conversations = new Conversations((endpoint) => names.has(nameOf(endpoint)));
  const reader = new PcapReader();
  const looked = new Set<Conversation>();
  leash.stdout.on('data', (octets: Buffer) => {
    for (const packet of reader.push(octets)) {
      const segment = segmentIn(packet);
      const conversation = segment && conversations.add(segment);
      if (conversation === undefined || looked.has(conversation) || !isOver(conversation)) continue;
      looked.add(conversation);
      void lookUpTimeWait(conversation).then((owner) => {
        conversation.timeWait = owner;
        onChange();
      });
    }
    onChange();
  });
  return { conversations: conversations.all, stop };
}

/** The name of the loopback link. */
function loopbackName(): string {
  const found = Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some(({ internal }) => internal));
  return found?.[0] ?? 'lo';
}

/** Resolves when tcpdump sees what passes from now on. @throws NoCapture when it ends instead. */
async function listens(leash: ChildProcessByStdio<Writable, Readable, Readable>): Promise<void> {
  let told = '';
  await new Promise<void>((resolve, reject) => {
    leash.stderr.on('data', (octets: Buffer) => {
      told += octets.toString();
      if (/\blistening on\b/.test(told)) resolve();
    });
    leash.once('error', reject);
    leash.once('close', () => {
      const [reason = ''] = told.split('\n').filter((line) => line !== '');
      reject(new NoCapture(`packets on loopback cannot be captured here: ${reason || 'tcpdump ended'}`));
    });
  });
}
