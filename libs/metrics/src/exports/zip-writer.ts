import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipPart {
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** The time of every part, written as local time without its zone: what is the same shall be the same file. */
const TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * Yields a ZIP archive part by part, none of them held in memory. An error of a part is thrown to the reader; a reader who
 * stops closes the part that is being read.
 */
export async function* zipped(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  const fail = (error: Error) => archive.destroy(error);
  const closed = new AbortController();
  archive.once('close', () => closed.abort());
  const add = async () => {
    for await (const { name, content } of parts) {
      const source = addAbortSignal(closed.signal, Readable.from(content));
      zip.addReadStream(source, name, TIME);
      await finished(source);
    }
    zip.end();
  };
  zip.on('error', fail);
  add().catch(fail);
  yield* archive as AsyncIterable<Buffer>;
}
