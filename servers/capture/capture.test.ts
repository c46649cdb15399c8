import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { text } from '../recipe.ts';
import { startWorld } from '../world.ts';
import { NoCapture, startCapture } from './capture.ts';
import { answerToFin, finOf, firstEnd, isOver } from './conversation.ts';

const world = await startWorld();
afterAll(() => world.close());

/** What a program of ours says and hears, on a machine that lets it be captured. */
test('a connection of ours is captured from its SYN to its end', async ({ skip }) => {
  const stage = world.openStage();
  try {
    await world.openDirectLane(stage, true);
  } catch (error) {
    if (error instanceof NoCapture) skip(error.message);
    throw error;
  }
  stage.recipes = { '/': text('text/plain', 'hello', [['connection', 'close']]) };
  const url = new URL(stage.directUrl('http', '/'));
  const socket = connect(Number(url.port), url.hostname);
  socket.on('data', () => undefined);
  const port = await new Promise((resolve) => socket.once('connect', () => resolve(socket.localPort)));
  socket.write(`GET / HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
  const ours = await stage.log.waitFor(
    () => stage.log.conversations.find((one) => isOver(one) && one.timeWait !== undefined),
    'the end on the wire',
    20_000,
  );
  expect(ours).toMatchObject({ browser: { address: '127.0.0.1', port }, origin: { port: Number(url.port) }, timeWait: 'origin' });
  expect(ours.said.slice(0, 3).map(({ by, flags, seq, ack }) => ({ by, flags, seq, ack }))).toEqual([
    { by: 'browser', flags: ['SYN'], seq: 0, ack: null },
    { by: 'origin', flags: ['SYN', 'ACK'], seq: 0, ack: 1 },
    { by: 'browser', flags: ['ACK'], seq: 1, ack: 1 },
  ]);
  expect(firstEnd(ours)?.by).toBe('origin');
  const fin = finOf(ours, 'origin');
  expect(fin && answerToFin(ours, fin)?.ack).toBe((fin?.seq ?? 0) + (fin?.length ?? 0) + 1);
  expect(stage.log.arrivals[0]?.connection.browserPort).toBe(port);
  world.closeStage(stage);
});

test('where there is no tcpdump, or it may not capture, that is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'originwatch-'));
  const startWith = (program?: string): Promise<unknown> => {
    if (program !== undefined) writeFileSync(join(folder, 'tcpdump'), program, { mode: 0o755 });
    return startCapture([{ address: '127.77.0.0', port: 9 }], () => undefined);
  };
  vi.stubEnv('PATH', folder);
  // Without `cat` nothing holds the leash, and tcpdump is ended before it can say anything.
  for (const tool of ['sh', 'cat']) symlinkSync(`/bin/${tool}`, join(folder, tool));
  await expect(startWith()).rejects.toThrow(/cannot be captured here: .*tcpdump.*not found/);
  await expect(startWith('#!/bin/sh\necho "tcpdump: lo: You don\'t have permission" >&2; exit 1\n')).rejects.toThrow(
    new NoCapture("packets on loopback cannot be captured here: tcpdump: lo: You don't have permission"),
  );
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
