import { inflateSync } from 'node:zlib';

/** Sizes of a header and of an entry of the directory, in a WOFF file and in the font that it holds. */
const WOFF = { header: 44, entry: 20 };
const FONT = { header: 12, entry: 16 };

interface Table {
  tag: Buffer;
  checksum: number;
  content: Buffer;
}

/**
 * Returns the font that a WOFF 1 file holds (W3C WOFF 1.0, sections 3 to 5). fontkit would unpack a table anew for each glyph that it
 * reads from it, in JavaScript.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, n) => tableAt(woff, WOFF.header + n * WOFF.entry));
  const directory = Buffer.alloc(FONT.header + count * FONT.entry);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const parts: Buffer[] = [directory];
  let offset = directory.byteLength;
  for (const [n, { tag, checksum, content }] of tables.entries()) {
    const at = FONT.header + n * FONT.entry;
    tag.copy(directory, at);
    for (const [place, value] of [checksum, offset, content.byteLength].entries())
      directory.writeUInt32BE(value, at + 4 + place * 4);
    const padding = Buffer.alloc(-content.byteLength & 3);
    parts.push(content, padding);
    offset += content.byteLength + padding.byteLength;
  }
  return Buffer.concat(parts);
}

function tableAt(woff: Buffer, at: number): Table {
  const [offset = 0, packed = 0, length = 0, checksum = 0] = [4, 8, 12, 16].map((place) =>
    woff.readUInt32BE(at + place),
  );
  const stored = woff.subarray(offset, offset + packed);
  // A table that would not become smaller is not compressed.
  return { tag: woff.subarray(at, at + 4), checksum, content: packed < length ? inflateSync(stored) : stored };
}
