import { parentPort } from 'node:worker_threads';
import { parseMail, type MailSource } from './parse-mail.js';

/** A mail to parse, and the result. */
export interface Job {
  id: number;
  source: MailSource;
}
export type JobResult = { id: number; events: Awaited<ReturnType<typeof parseMail>> } | { id: number; error: string };

const port = parentPort!;

async function work({ id, source }: Job): Promise<void> {
  try {
    const events = await parseMail(source);
    port.postMessage({ id, events } satisfies JobResult, buffersOf(events));
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) } satisfies JobResult);
  }
}

/** Mails are parsed one after the other, so that the pool knows that the first unfinished one is being parsed. */
let last = Promise.resolve();
port.on('message', (jobs: readonly Job[]) => {
  for (const job of jobs) last = last.then(() => work(job));
});
port.postMessage('ready');

/** Attachments are transferred without a copy where they own their buffer. A small slice of a large buffer is copied first. */
function buffersOf(events: Awaited<ReturnType<typeof parseMail>>): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const event of events) {
    if (event.type !== 'message') continue;
    for (const attachment of event.attachments) {
      if (!(attachment.content instanceof Uint8Array)) continue;
      const content = new Uint8Array(attachment.content);
      attachment.content = content;
      buffers.add(content.buffer);
    }
  }
  return [...buffers];
}
