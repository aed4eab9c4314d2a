import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface CorpusMessage {
  /** Path below the folder of the corpus, with slashes and without the file's extension where that is only a format. */
  name: string;
  raw: Buffer;
}

const formats = /\.(eml|msg|raw|golden)$/;

/** Oracles, licences and bodies without a header stand beside the messages; canonical forms of DKIM are messages too. */
const isMessage = (path: string): boolean => formats.test(path) || /(^|\/)dkim\/[^/]+$/.test(path);

/** Every mail below a folder, in the order of their names. */
export function messagesBelow(folder: string): CorpusMessage[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isMessage(path.split(sep).join('/')))
    .sort()
    .map((path) => ({
      name: relative(folder, path).split(sep).join('/').replace(formats, ''),
      raw: readFileSync(path),
    }));
}
