import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Endpoint } from './segment.ts';
import { endpointOf, isSame } from './time-wait.ts';

/** How a line of the kernel's table marks a timer that waits to ask an idle connection for a sign of life. */
const keepAliveTimer = '02';
const noTimer = '00';
/** The table counts in hundredths of a second. */
const ticksASecond = 100;

/**
 * After how many seconds the kernel will ask whether the connection between the ends still lives, by its table of sockets
 * (`/proc/net/tcp`, `/proc/net/tcp6`): null where it never will, undefined where the end is not there or waits for something else.
 */
export function secondsUntilProbe(table: string, local: Endpoint, remote: Endpoint): number | null | undefined {
  for (const line of table.split('\n').slice(1)) {
    const [, localText = '', remoteText = '', , , timer = ''] = line.trim().split(/\s+/);
    if (!isSame(endpointOf(localText), local) || !isSame(endpointOf(remoteText), remote)) continue;
    const [kind, ticks = ''] = timer.split(':');
    if (kind === keepAliveTimer) return parseInt(ticks, 16) / ticksASecond;
    return kind === noTimer ? null : undefined;
  }
  return undefined;
}

/** Looks so often and after so many milliseconds: until what the end has just sent is acknowledged, another timer runs. */
const looks = 20;
const pauseMs = 10;

/** The same, as soon as the table has it; undefined where it does not come, or this machine has no such table. */
export async function lookUpProbe(local: Endpoint, remote: Endpoint): Promise<number | null | undefined> {
  for (let left = looks; left > 0; left -= 1) {
    const tables = await Promise.all(['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')));
    const found = tables.map((table) => secondsUntilProbe(table, local, remote)).find((one) => one !== undefined);
    if (found !== undefined) return found;
    await setTimeout(pauseMs);
  }
  return undefined;
}
