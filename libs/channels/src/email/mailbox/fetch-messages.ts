import { createHash } from 'node:crypto';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { RawRequest } from '../../raw-request.js';
import { imapLimits } from '../connect-imap.js';
import { arrivalOf, type ListedMessage } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';

/** A message of a folder with its content. */
export interface FetchedMessage {
  listed: ListedMessage;
  request: RawRequest;
  /** Marks it as read on the server. */
  markSeen: () => Promise<void>;
}

const SPECIAL_USE = { inbox: null, junk: '\\Junk', sent: '\\Sent' } as const;

/** Fetches messages of the open folder, in their order, some at a time. Those that are gone are left out. */
export async function* fetchMessages(
  client: ImapFlow,
  folder: MailboxFolder,
  listed: readonly ListedMessage[],
): AsyncGenerator<FetchedMessage> {
  for (const batch of batches(listed)) {
    const isLarge = batch.length === 1 && batch[0]!.size > imapLimits.messageBytes;
    const content = isLarge ? { headers: true } : { source: true };
    const uids = batch.map(({ uid }) => uid).join(',');
    const messages = await client.fetchAll(uids, { uid: true, internalDate: true, ...content }, { uid: true });
    const byUid = new Map(messages.map((message) => [message.uid, message]));
    for (const one of batch) {
      const message = byUid.get(one.uid);
      const body = message && (isLarge ? message.headers : message.source);
      if (!body) continue;
      yield {
        listed: one,
        request: requestOf(message, body, { folder, listed: one, isLarge }),
        markSeen: async () => {
          // When the connection is lost here, only the flag is missing, and no message.
          if (client.usable)
            await client.messageFlagsAdd(String(one.uid), ['\\Seen'], { uid: true }).catch(() => undefined);
        },
      };
    }
  }
}

function* batches(listed: readonly ListedMessage[]): Generator<ListedMessage[]> {
  let batch: ListedMessage[] = [];
  let bytes = 0;
  for (const one of listed) {
    const isFull = batch.length >= imapLimits.batchMessages || bytes + one.size > imapLimits.batchBytes;
    if (batch.length > 0 && isFull) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(one);
    bytes += one.size;
  }
  if (batch.length > 0) yield batch;
}

function requestOf(
  message: FetchMessageObject,
  body: Buffer,
  { folder, listed, isLarge }: { folder: MailboxFolder; listed: ListedMessage; isLarge: boolean },
): RawRequest {
  const arrived = new Date(arrivalOf(message) ?? Date.now());
  const use = SPECIAL_USE[folder.role];
  return {
    externalId: createHash('sha256').update(body).digest('hex'),
    body,
    headers: {
      'x-folder': folder.path,
      ...(use ? { 'x-special-use': use } : {}),
      ...(listed.isOld ? { 'x-history': arrived.toISOString() } : {}),
      ...(isLarge ? { 'x-truncated': String(listed.size) } : {}),
    },
    // The time when the mail server received the message. Its clock may be ahead of ours.
    receivedAt: new Date(Math.min(arrived.getTime(), Date.now())),
  };
}
