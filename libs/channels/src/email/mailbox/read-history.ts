import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { reasonOfFault } from '../connection-errors.js';
import { serverName } from '../deliver.js';
import { fetchMessages, type FetchedMessage } from './fetch-messages.js';
import { listMessages, type ListedMessage } from './list-messages.js';
import { HistoryConnection } from './history-connection.js';
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

/** After so many vain attempts in a row, the account says that its history is not read. */
const FAILURES = 3;
/** So many messages in a row that cannot be fetched are a fault of the server, not of the messages. */
const PASSED_AT_MOST = 10;

/**
 * Yields what was there when the mailbox was connected, of all folders but junk, oldest first, over a connection of its own. After
 * a fault it connects again, and goes on behind what was stored; a message that cannot be fetched is passed by.
 */
export async function* readHistory(
  connect: () => Promise<ImapFlow>,
  reading: MailboxReading,
  { calm = () => Promise.resolve(), retryMs = RETRY_MS }: Pick<ListenOptions, 'calm' | 'retryMs'>,
): AsyncGenerator<MailboxStep> {
  const { position, signal, imap } = reading;
  for (let failures = 0; !signal.aborted && !position.history?.isDone;) {
    const connection = new HistoryConnection(connect);
    const close = () => connection.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      for await (const step of takeHistory(connection, reading, { calm, isLastAttempt: failures >= FAILURES - 1 })) {
        if (step.request) failures = 0;
        yield step;
      }
    } catch (error) {
      failures += 1;
      if (!signal.aborted && failures % FAILURES === 0) yield faultStep(error, imap);
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', close);
      connection.close();
    }
  }
}

/** Says that the history is not read now, and why. */
function faultStep(error: unknown, imap: MailboxReading['imap']): MailboxStep {
  const fault = error instanceof ChannelError ? error.reason : reasonOfFault(error, serverName(imap));
  const none = { isDone: false, taken: 0, total: 0, last: null };
  return { health: fault, move: (stored) => (stored.history = { ...(stored.history ?? none), fault }) };
}

async function* takeHistory(
  connection: HistoryConnection,
  reading: MailboxReading,
  { calm, isLastAttempt }: { calm: () => Promise<void>; isLastAttempt: boolean },
): AsyncGenerator<MailboxStep> {
  const { position, signal } = reading;
  const left = await listHistory(await connection.open(), reading);
  const total = (position.history?.taken ?? 0) + left.length;
  const progress = (last: HistoryKey | null, passed: readonly OldMessage[]) => (stored: MailboxPosition) => {
    const { taken, last: before, missing = [], fault } = stored.history ?? { taken: 0, last: null };
    const gone = [...missing, ...passed.map(({ key: { folder, uid } }) => ({ folder, uid }))];
    stored.history = { isDone: false, total, taken: taken + (last ? 1 : 0) + passed.length, last: last ?? before };
    if (gone.length > 0) stored.history.missing = gone;
    if (fault && !last) stored.history.fault = fault;
  };
  /** Those that could not be fetched since the last one that could: one that can tells that the fault is theirs. */
  let passed: OldMessage[] = [];
  let hasFetched = false;
  let fault: Error | undefined;
  yield { move: progress(null, []) };
  for (const chunk of chunks(left)) {
    await calm();
    for await (const { old, message, error } of fetchChunk(connection, reading, chunk)) {
      if (signal.aborted) return;
      if (error) {
        passed.push(old);
        fault = error;
        if (passed.length >= PASSED_AT_MOST) throw error;
        continue;
      }
      const move = progress(old.key, passed);
      const health = position.history?.fault ? { health: null } : {};
      const { uidValidity } = position.folders[old.folder.path]!;
      hasFetched = true;
      passed = [];
      // One that was deleted meanwhile is passed by.
      yield { ...(message ? stepOf(message, { folder: old.folder, uidValidity, move }) : { move }), ...health };
    }
  }
  if (fault && passed.length > 0 && !hasFetched && !isLastAttempt) throw fault;
  yield {
    ...(position.history?.fault ? { health: null } : {}),
    move: (stored) => {
      progress(null, passed)(stored);
      const { fault: _, ...history } = stored.history!;
      stored.history = { ...history, isDone: true };
    },
  };
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

/** A message that was fetched; that is gone, where it has neither field; or that could not be fetched. */
interface Attempt {
  old: OldMessage;
  message?: FetchedMessage | undefined;
  error?: Error;
}

/** Fetches a chunk, or where that fails its messages one by one. Throws where the server cannot be reached. */
async function* fetchChunk(
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
