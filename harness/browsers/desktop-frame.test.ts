import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { changedShare, darkest, isPlain, parseFrame, png, type Frame } from './desktop-frame.ts';

/** A frame of one colour (blue, green, red), with a rectangle of another one. */
function frame(width: number, height: number, rectangle?: { width: number; height: number }): Frame {
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const inside = rectangle !== undefined && x < rectangle.width && y < rectangle.height;
      pixels.set(inside ? [1, 2, 3, 0] : [10, 20, 30, 0], (y * width + x) * 4);
    }
  }
  return { width, height, pixels };
}

test('reads Xvfb’s screen file: the pixels follow a header and a table of colours', () => {
  const pixels = frame(4, 2).pixels;
  const header = Buffer.alloc(160);
  for (const [at, value] of [
    [0, 160],
    [16, 4],
    [20, 2],
    [44, 32],
    [48, 16],
    [76, 256],
  ] as const)
    header.writeUInt32BE(value, at);
  const file = Buffer.concat([header, Buffer.alloc(256 * 12), pixels]);
  expect(parseFrame(file)).toEqual({ width: 4, height: 2, pixels });
  header.writeUInt32BE(16, 44);
  expect(() => parseFrame(Buffer.concat([header, Buffer.alloc(256 * 12), pixels]))).toThrow(/not one of 32 bits a pixel: 16 bits/);
});

test('a screen is plain when nothing is written in its middle, whatever the bars and the status line say', () => {
  const written = (row: number): Frame => {
    const page = frame(100, 60);
    for (let shade = 0; shade < 8; shade += 1) page.pixels[(100 * row + shade) * 4] = 40 + shade;
    return page;
  };
  expect(isPlain(frame(100, 60))).toBe(true);
  expect(isPlain(frame(100, 60, { width: 50, height: 40 }))).toBe(true);
  expect([10, 30, 56].map((row) => isPlain(written(row)))).toEqual([true, false, true]);
});

test('tells a prompt from a caret by the share of the screen that changed', () => {
  const before = frame(1000, 700);
  expect(changedShare(before, frame(1000, 700))).toBe(0);
  expect(changedShare(before, frame(1000, 700, { width: 2, height: 20 }))).toBeLessThan(0.001);
  expect(changedShare(before, frame(1000, 700, { width: 300, height: 150 }))).toBeGreaterThan(0.05);
});

test('sees the darkest pixel around a place, by its brightest colour', () => {
  const screen = frame(40, 40, { width: 10, height: 10 });
  expect(darkest(screen, [20, 20], 8)).toBe(30);
  expect(darkest(screen, [12, 12], 3)).toBe(3);
});

test('writes a PNG: red, green, blue, row by row', () => {
  const picture = png(frame(3, 1, { width: 1, height: 1 }));
  expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([3, 1]);
  // Checksums are those of zlib's own implementation.
  expect(picture.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  const data = picture.subarray(41, 41 + picture.readUInt32BE(33));
  expect([...inflateSync(data)]).toEqual([0, 3, 2, 1, 30, 20, 10, 30, 20, 10]);
});
