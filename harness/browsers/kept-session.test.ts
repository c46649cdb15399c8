import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepsAddress, unpackMozilla } from './kept-session.ts';

/** A compressed file of Firefox, of a text so long. */
function packed(length: number, ...block: readonly (number | string)[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(length);
  return Buffer.concat([Buffer.from('mozLz40\0'), size, ...block.map((part) => Buffer.from(typeof part === 'string' ? part : [part]))]);
}

test('unpacks literals, and copies that run into themselves', () => {
  // Three literals, ten bytes from three bytes back, then two literals.
  const file = packed(15, 0x36, 'abc', 3, 0, 0x20, 'yz');
  expect(unpackMozilla(file).toString()).toBe('abcabcabcabcayz');
});

test('reads lengths that go on', () => {
  const long = 'x'.repeat(15 + 255 + 1);
  expect(unpackMozilla(packed(long.length, 0xf0, 255, 1, long)).toString()).toBe(long);
});

test('finds the address in the session’s own file only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'originwatch-test-'));
  try {
    await mkdir(join(folder, 'sessions'));
    await writeFile(join(folder, 'history'), 'https://a.test/kept');
    await writeFile(join(folder, 'sessions', 'one'), 'https://a.test/other');
    expect(await keepsAddress(folder, /^sessions\/one$/, '/kept')).toBe(false);
    await writeFile(join(folder, 'sessions', 'one'), packed(5, 0x50, '/kept'));
    expect(await keepsAddress(folder, /^sessions\/one$/, '/kept')).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
