import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { fetchMessages, type FetchedMessage } from './fetch-messages.js';
import { listMessages, type ListedMessage } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { HistoryKey, MailboxPosition } from './mailbox-position.js';
import { stepOf, type MailboxReading, type MailboxStep } from './mailbox-step.js';
import { openFolder } from './open-folders.js';

/** How much is taken at once, before live work comes first again. */
const CHUNK_MESSAGES = 100;
const CHUNK_BYTES = 16 * 1024 * 1024;
/** A server may allow few connections: the history waits, and new mail is read on. */
const RETRY_MS = 30_000;

interface OldMessage extends ListedMessage {
  folder: MailboxFolder;
  key: HistoryKey;
}

/**
 * Yields what was there when the mailbox was connected, of all folders but junk, oldest first, over a connection of its own. After
 * a fault it connects again, and goes on behind what was stored.
 */
export async function* readHistory(
  connect: () => Promise<ImapFlow>,
  reading: MailboxReading,
  { calm = () => Promise.resolve() }: Pick<ListenOptions, 'calm'>,
): AsyncGenerator<MailboxStep> {
  const { position, signal } = reading;
  while (!signal.aborted && !position.history?.isDone) {
    let client: ImapFlow | undefined;
    const close = () => client?.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      client = await connect();
      yield* takeHistory(client, reading, calm);
    } catch {
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', close);
      client?.close();
    }
  }
}

async function* takeHistory(
  client: ImapFlow,
  reading: MailboxReading,
  calm: () => Promise<void>,
): AsyncGenerator<MailboxStep> {
  const { position, signal } = reading;
  const left = await listHistory(client, reading);
  const total = (position.history?.taken ?? 0) + left.length;
  const progress = (last: HistoryKey | null, count: number) => (stored: MailboxPosition) => {
    const { taken, last: before } = stored.history ?? { taken: 0, last: null };
    stored.history = { isDone: false, total, taken: taken + count, last: last ?? before };
  };
  yield { move: progress(null, 0) };
  for (const chunk of chunks(left)) {
    await calm();
    const fetched = await fetchChunk(client, reading, chunk);
    for (const old of chunk) {
      if (signal.aborted) return;
      const move = progress(old.key, 1);
      const message = fetched.get(old);
      const { uidValidity } = position.folders[old.folder.path]!;
      // One that was deleted meanwhile is passed by.
      yield message ? stepOf(message, { folder: old.folder, uidValidity, move }) : { move };
    }
  }
  yield { move: (stored) => void Object.assign(stored.history!, { isDone: true }) };
}

async function listHistory(client: ImapFlow, { imap, folders, position }: MailboxReading): Promise<OldMessage[]> {
  const listed: OldMessage[] = [];
  for (const folder of folders.filter(({ role }) => role !== 'junk')) {
    await openAgain(client, { imap, position }, folder);
    const known = position.folders[folder.path]!;
    for await (const messages of listMessages(client, { fromUid: 1, imap, folder: known }))
      for (const one of messages.filter(({ uid, isOld }) => isOld && (known.isRenumbered || uid < known.firstUid)))
        listed.push({ ...one, folder, key: { at: one.at ?? 0, folder: folder.path, uid: one.uid } });
  }
  const last = position.history?.last;
  // Where UIDs are void, those of the last second are taken again; they are known by their digests.
  const isAnyRenumbered = Object.values(position.folders).some(({ isRenumbered }) => isRenumbered);
  const from = last && isAnyRenumbered ? { at: last.at, folder: '', uid: 0 } : last;
  return listed.filter(({ key }) => !from || compareKeys(key, from) > 0).sort((a, b) => compareKeys(a.key, b.key));
}

const compareKeys = (a: HistoryKey, b: HistoryKey): number =>
  a.at - b.at || (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : a.uid - b.uid);

/** Opens a folder under the UIDVALIDITY that is known; under another one, what was listed is void. */
async function openAgain(
  client: ImapFlow,
  { imap, position }: Pick<MailboxReading, 'imap' | 'position'>,
  { path }: MailboxFolder,
): Promise<void> {
  if (client.mailbox && client.mailbox.path === path) return;
  const { uidValidity } = await openFolder(client, path, imap);
  if (uidValidity !== position.folders[path]!.uidValidity)
    throw new Error('The folder was renumbered; it is listed again once its new position is known.');
}

function* chunks(messages: readonly OldMessage[]): Generator<OldMessage[]> {
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

/** Fetches a chunk folder by folder. */
async function fetchChunk(
  client: ImapFlow,
  reading: MailboxReading,
  chunk: readonly OldMessage[],
): Promise<Map<OldMessage, FetchedMessage>> {
  const fetched = new Map<OldMessage, FetchedMessage>();
  for (const [folder, messages] of Map.groupBy(chunk, (message) => message.folder)) {
    await openAgain(client, reading, folder);
    const byUid = new Map(messages.map((message) => [message.uid, message]));
    const inOrder = messages.toSorted((a, b) => a.uid - b.uid);
    for await (const message of fetchMessages(client, folder, inOrder))
      fetched.set(byUid.get(message.listed.uid)!, message);
  }
  return fetched;
}
