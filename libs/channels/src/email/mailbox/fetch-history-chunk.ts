import type { ImapFlow } from 'imapflow';
import { fetchMessages, type FetchedMessage } from './fetch-messages.js';
import type { HistoryConnection } from './history-connection.js';
import { openAgain, type OldMessage } from './list-history.js';
import type { MailboxReading } from './mailbox-reader-step.js';

/** How much is taken at once, before live work comes first again. */
const CHUNK_MESSAGES = 100;
const CHUNK_BYTES = 16 * 1024 * 1024;

/** Divides messages into what is taken at once. */
export function* chunks(messages: readonly OldMessage[]): Generator<OldMessage[]> {
  let chunk: OldMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (chunk.length > 0 && (chunk.length >= CHUNK_MESSAGES || bytes + message.size > CHUNK_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(message);
    bytes += message.size;
  }
  if (chunk.length > 0) yield chunk;
}

/** A message that was fetched; that is gone, where it has neither field; or that could not be fetched. */
interface Attempt {
  old: OldMessage;
  message?: FetchedMessage | undefined;
  error?: Error;
}

/** Fetches a chunk, or where that fails its messages one by one. Throws where the server cannot be reached. */
export async function* fetchChunk(
  connection: HistoryConnection,
  reading: MailboxReading,
  chunk: readonly OldMessage[],
): AsyncGenerator<Attempt> {
  const whole = await fetchSome(await connection.open(), reading, chunk).catch(() => null);
  if (whole) {
    for (const old of chunk) yield { old, message: whole.get(old) };
    return;
  }
  for (const old of chunk) {
    if (reading.signal.aborted) return;
    const client = await connection.open();
    await openAgain(client, reading, old.folder);
    yield await fetchSome(client, reading, [old]).then(
      (fetched) => ({ old, message: fetched.get(old) }),
      (error: Error) => ({ old, error }),
    );
  }
}

/** Fetches messages folder by folder. */
async function fetchSome(
  client: ImapFlow,
  reading: MailboxReading,
  some: readonly OldMessage[],
): Promise<Map<OldMessage, FetchedMessage>> {
  const fetched = new Map<OldMessage, FetchedMessage>();
  for (const [folder, messages] of Map.groupBy(some, (message) => message.folder)) {
    await openAgain(client, reading, folder);
    const byUid = new Map(messages.map((message) => [message.uid, message]));
    const inOrder = messages.toSorted((a, b) => a.uid - b.uid);
    for await (const message of fetchMessages(client, folder, inOrder))
      fetched.set(byUid.get(message.listed.uid)!, message);
  }
  return fetched;
}
