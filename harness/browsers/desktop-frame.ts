import { deflateSync } from 'node:zlib';

/** What a display showed at one moment: four bytes a pixel (blue, green, red, unused), row by row. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** Pixels are compared this far apart: a prompt covers thousands of the points looked at, a blinking caret none or one. */
const stride = 8;

/**
 * Reads the file in which Xvfb keeps its screen (`-fbdir`; the format of `xwd`).
 * @throws Error when the file is of another form than Xvfb's at 24 bits of colour.
 */
export function parseFrame(file: Buffer): Frame {
  const [headerSize, width, height] = [file.readUInt32BE(0), file.readUInt32BE(16), file.readUInt32BE(20)];
  const [bitsPerPixel, bytesPerLine, colours] = [file.readUInt32BE(44), file.readUInt32BE(48), file.readUInt32BE(76)];
  const start = headerSize + colours * 12;
  if (bitsPerPixel !== 32 || bytesPerLine !== width * 4 || file.length < start + height * bytesPerLine) {
    throw new Error(`the screen file is not one of 32 bits a pixel: ${String(bitsPerPixel)} bits, ${String(file.length)} bytes in all`);
  }
  return { width, height, pixels: file.subarray(start, start + height * bytesPerLine) };
}

/** The share of the screen that differs between two frames of one display: 0 to 1. */
export function changedShare(before: Frame, after: Frame): number {
  let [looked, changed] = [0, 0];
  for (let y = 0; y < before.height; y += stride) {
    const [row, end] = [y * before.width * 4, (y + 1) * before.width * 4];
    if (before.pixels.compare(after.pixels, row, end, row, end) === 0) {
      looked += Math.ceil(before.width / stride);
      continue;
    }
    for (let x = 0; x < before.width; x += stride) {
      const at = (y * before.width + x) * 4;
      looked += 1;
      if (before.pixels.compare(after.pixels, at, at + 3, at, at + 3) !== 0) changed += 1;
    }
  }
  return changed / looked;
}

/** The darkest pixel in the square around a place, `reach` pixels to each side: its brightest colour, 0 to 255. */
export function darkest({ width, pixels }: Frame, [atX, atY]: readonly [x: number, y: number], reach: number): number {
  let least = 255;
  for (let y = atY - reach; y <= atY + reach; y += 1) {
    for (let x = atX - reach; x <= atX + reach; x += 1) {
      least = Math.min(least, Math.max(...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)));
    }
  }
  return least;
}

/** Writing has smooth edges, and so more colours than this. */
const fewColours = 6;

/**
 * True when nothing is written in the middle of the screen: a few colours at most, below every browser's own bars and above
 * the line in which it tells what it loads.
 */
export function isPlain({ width, height, pixels }: Frame): boolean {
  const colours = new Set<number>();
  const end = Math.floor(height * 0.9) * width * 4;
  for (let at = Math.ceil(height / 3) * width * 4; at < end && colours.size <= fewColours; at += 4) {
    colours.add(pixels.readUIntLE(at, 3));
  }
  return colours.size <= fewColours;
}

/** A PNG of the frame. */
export function png({ width, height, pixels }: Frame): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter, 0: none.
    to += 1;
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      rows[to++] = pixels[from + 2] ?? 0;
      rows[to++] = pixels[from + 1] ?? 0;
      rows[to++] = pixels[from] ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a sample, red-green-blue, and the only compression, filter and interlacing that readers must know.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** Node 20 has none of its own before 20.15. */
function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
