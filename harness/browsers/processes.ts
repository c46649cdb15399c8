import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * What the operating system says about the processes that a browser consists of. Linux only: it reads /proc.
 */
interface ProcessState {
  readonly parent: number;
  readonly state: string;
}

function stateOf(pid: number): ProcessState | undefined {
  const text = read(`/proc/${String(pid)}/stat`);
  // The program's name stands in parentheses and may contain any character; state and parent follow the last one.
  const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === undefined || parent === undefined ? undefined : { state, parent: Number(parent) };
}

/** Ids of all processes below `root` that have not ended; none where there is no /proc. */
export function descendants(root: number): readonly number[] {
  if (!existsSync('/proc')) return [];
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const state = stateOf(pid);
    if (state !== undefined && state.state !== 'Z') parents.set(pid, state.parent);
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

/** Ids of the processes that `parent` itself started and that have not ended. */
export function children(parent: number): readonly number[] {
  return descendants(parent).filter((pid) => stateOf(pid)?.parent === parent);
}

/** True when the process has not ended; one that only waits to be collected by its parent has. */
export function isAlive(pid: number): boolean {
  const state = stateOf(pid);
  return state !== undefined && state.state !== 'Z';
}

/** Sends a signal to a process, which may have ended already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The program and arguments of a process, separated by spaces; empty when it has ended. */
export function commandLine(pid: number): string {
  return read(`/proc/${String(pid)}/cmdline`).replaceAll('\0', ' ');
}

/** Remote addresses other than loopback that the processes have a TCP or UDP socket to, in the kernel's notation. */
export function remoteAddresses(pids: readonly number[]): readonly string[] {
  const inodes = new Set(pids.flatMap(socketInodes));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
    read(`/proc/net/${table}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9] ?? '') && !isLocal(fields[2] ?? ''))
      .map((fields) => `${table} ${fields[2] ?? ''}`),
  );
}

/** Unconnected (all zeros), 127.0.0.0/8, ::1, or 127.0.0.0/8 mapped into IPv6; words are in host (little-endian) order. */
function isLocal(remote: string): boolean {
  const address = remote.split(':', 1)[0] ?? '';
  return (
    /^0*$/.test(address) ||
    /^[0-9A-F]{6}7F$/.test(address) ||
    /^0{24}01000000$/.test(address) ||
    /^0{16}FFFF0000[0-9A-F]{6}7F$/.test(address)
  );
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${String(pid)}/fd`;
  try {
    return readdirSync(folder).flatMap((fd) => {
      const match = /^socket:\[(\d+)\]$/.exec(linkTarget(`${folder}/${fd}`));
      return match?.[1] === undefined ? [] : [match[1]];
    });
  } catch {
    return [];
  }
}

/** A process may end between one look and the next; then there is nothing to read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
