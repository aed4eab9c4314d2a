import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

/** 1 January 1980, where the time of an archive begins: what is the same shall be the same file. */
const DATE = 0x21;
/** Sizes follow the content (bit 3), and names are in UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;

/**
 * A ZIP archive as it comes, part by part, none of them held in memory: PKWARE APPNOTE 6.3, §4.3, without ZIP64, so each
 * part and the whole are below 4 GB.
 */
export async function* zipped(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of parts) {
    const began = offset;
    const path = Buffer.from(name);
    const head = header(0x04034b50, {
      first: [VERSION, FLAGS, DEFLATE, 0, DATE],
      long: [0, 0, 0],
      last: [path.length, 0],
    });
    yield head;
    yield path;
    offset += head.length + path.length;
    const totals = { crc: 0, size: 0, packed: 0 };
    for await (const chunk of deflated(content, totals)) {
      totals.packed += chunk.length;
      offset += chunk.length;
      yield chunk;
    }
    const sizes = [totals.crc, totals.packed, totals.size];
    const tail = header(0x08074b50, { first: [], long: sizes, last: [] });
    yield tail;
    offset += tail.length;
    const place = header(0x02014b50, {
      first: [VERSION, VERSION, FLAGS, DEFLATE, 0, DATE],
      long: sizes,
      last: [path.length, 0, 0, 0, 0, 0, 0],
    });
    const at = Buffer.alloc(4);
    at.writeUInt32LE(began);
    directory.push(place, at, path);
  }
  const entries = Buffer.concat(directory);
  const count = directory.length / 3;
  yield entries;
  yield header(0x06054b50, { first: [0, 0, count, count], long: [entries.length, offset], last: [0] });
}

/** A signature, then fields of two, four and two bytes. */
function header(
  signature: number,
  { first, long, last }: { first: readonly number[]; long: readonly number[]; last: readonly number[] },
): Buffer {
  const bytes = Buffer.alloc(4 + 2 * first.length + 4 * long.length + 2 * last.length);
  let at = bytes.writeUInt32LE(signature);
  for (const field of first) at = bytes.writeUInt16LE(field, at);
  for (const field of long) at = bytes.writeUInt32LE(field, at);
  for (const field of last) at = bytes.writeUInt16LE(field, at);
  return bytes;
}

async function* deflated(content: ZipPart['content'], totals: { crc: number; size: number }): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  const measured = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      totals.crc = crc32(bytes, totals.crc);
      totals.size += bytes.length;
      yield bytes;
    }
  };
  const fed = pipeline(measured, deflate);
  // An error of the source reaches the reader of the stream; a reader that has stopped needs no error.
  fed.catch(() => undefined);
  yield* deflate as AsyncIterable<Buffer>;
  await fed;
}
