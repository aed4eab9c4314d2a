import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { reasonOfFault } from '../connection-and-delivery-errors.js';
import { serverName } from '../deliver.js';
import { chunks, fetchChunk } from './fetch-history-chunk.js';
import { HistoryConnection } from './history-connection.js';
import { listHistory, type OldMessage } from './list-history.js';
import type { HistoryKey, MailboxPosition } from './mailbox-position.js';
import { stepOf, type MailboxReading, type MailboxStep } from './mailbox-reader-step.js';

/** A server may allow few connections: the history waits, and new mail is read on. */
const RETRY_MS = 30_000;

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
