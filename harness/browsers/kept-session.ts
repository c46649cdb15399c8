import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Firefox's compressed files begin with; the length of the whole text follows, and one LZ4 block. */
const mozillaMagic = 'mozLz40\0';

/** Whether a file of that name below the profile's folder names the address. */
export async function keepsAddress(folder: string, name: RegExp, address: string): Promise<boolean> {
  for (const path of (await readdir(folder, { recursive: true })).filter((one) => name.test(one))) {
    // The browser runs, and may replace the file meanwhile.
    const content = await readFile(join(folder, path)).catch(() => Buffer.alloc(0));
    const compressed = content.subarray(0, mozillaMagic.length).toString('latin1') === mozillaMagic;
    if ((compressed ? unpackMozilla(content) : content).includes(address)) return true;
  }
  return false;
}

/** The text of a compressed file of Firefox: literals and copies of what came before, in turn, until only literals are left. */
export function unpackMozilla(file: Buffer): Buffer {
  const text = Buffer.alloc(file.readUInt32LE(mozillaMagic.length));
  let [from, to] = [mozillaMagic.length + 4, 0];
  /** A length of 15 goes on in the bytes that follow, as long as they are 255. */
  const lengthOf = (begun: number): number => {
    let length = begun;
    for (let more = begun === 15 ? 255 : 0; more === 255;) {
      more = file.readUInt8(from++);
      length += more;
    }
    return length;
  };
  while (from < file.length) {
    const token = file.readUInt8(from++);
    const literals = lengthOf(token >> 4);
    to += file.copy(text, to, from, from + literals);
    from += literals;
    if (from >= file.length) break;
    const distance = file.readUInt16LE(from);
    from += 2;
    // Byte by byte: a copy may run into what it has just written.
    for (const end = to + lengthOf(token & 15) + 4; to < end; to += 1) text[to] = text[to - distance] ?? 0;
  }
  return text;
}
