import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commandLine, descendants, isAlive, remoteAddresses } from './processes.ts';

const linux = it.runIf(existsSync('/proc/self/stat'));

linux('finds a child while it lives, and its command line', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', 'marker']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  expect(descendants(process.pid)).toContain(pid);
  expect(commandLine(pid)).toContain('marker');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(pid)).toBe(false);
  expect(descendants(process.pid)).not.toContain(pid);
});

linux('sees a socket to another machine, and none to this one', async () => {
  const connectTo = async (address: string): Promise<() => void> => {
    const socket = createSocket('udp4');
    // Connecting a UDP socket sends nothing. 192.0.2.1 is reserved for documentation (RFC 5737).
    socket.connect(9, address);
    await once(socket, 'connect');
    return () => socket.close();
  };
  const closeLocal = await connectTo('127.0.0.1');
  expect(remoteAddresses([process.pid])).toEqual([]);
  const closeRemote = await connectTo('192.0.2.1');
  expect(remoteAddresses([process.pid])).toEqual(['udp 010200C0:0009']);
  closeLocal();
  closeRemote();
});
