/** A length that does not fit into its half of a token goes on in octets, the last of which is below this. */
const more = 255;
/** Shortest repetition that is written as one. */
const minimumMatch = 4;

/**
 * Unpacks a block of LZ4 (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md) that holds so many octets: sequences of
 * literals, each but the last followed by where to repeat from, and how much.
 * @throws RangeError when it is cut off.
 */
export function unpackLz4Block(block: Buffer, size: number): Buffer {
  const unpacked = Buffer.alloc(size);
  let [at, to] = [0, 0];
  const lengthFrom = (half: number): number => {
    let length = half;
    for (let next = half === 15 ? more : 0; next === more; length += next) next = block.readUInt8(at++);
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = lengthFrom(token >> 4);
    to += block.copy(unpacked, to, at, at + literals);
    at += literals;
    if (at >= block.length) break;
    const distance = block.readUInt16LE(at);
    at += 2;
    // What is repeated may reach into the repetition itself, so octet by octet.
    for (let left = lengthFrom(token & 15) + minimumMatch; left > 0; left -= 1, to += 1) {
      unpacked.writeUInt8(unpacked.readUInt8(to - distance), to);
    }
  }
  return unpacked.subarray(0, to);
}
