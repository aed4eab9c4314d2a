import { parentPort } from 'node:worker_threads';
import { readDocument } from './read-document.js';

/** A file to read, and its text. */
export interface ReadRequest {
  id: number;
  content: Uint8Array;
}
export interface ReadResponse {
  id: number;
  text: string;
}

const port = parentPort!;

port.on('message', ({ id, content }: ReadRequest) => {
  void readDocument(content)
    // A file that cannot be read has no text, whatever is wrong with it.
    .catch(() => '')
    .then((text) => port.postMessage({ id, text } satisfies ReadResponse));
});
