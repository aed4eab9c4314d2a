import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { ImapFlow, type FetchMessageObject } from 'imapflow';
import { z } from 'zod';
import type { ChannelIo, Cursor, ListenOptions, Pulled } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { RawRequest } from '../raw-request.js';
import type { EmailConfig, ImapConfig } from './config.js';
import { serverName } from './deliver.js';
import { reasonOfFault } from './connection-errors.js';

/**
 * The position in a mailbox: every UID up to `lastUid` has been read, under this UIDVALIDITY. The \Seen flag is not
 * used, because people read the mailbox too.
 */
const Ledger = z.object({ mailbox: z.string(), uidValidity: z.string(), lastUid: z.int().min(0) });
type Ledger = z.infer<typeof Ledger>;

const imapLimits = {
  /** Larger messages are fetched without their content (marked by `x-truncated`), as they would not fit in memory. */
  messageBytes: 50 * 1024 * 1024,
  /** The number of messages that are fetched at once. */
  batchMessages: 25,
  batchBytes: 8 * 1024 * 1024,
  /** A connection that was silent for this time is tested, and closed when the server does not respond. */
  silenceMs: 45_000,
  answerMs: 10_000,
} as const;

export async function connectImap(imap: ImapConfig, io: ChannelIo): Promise<ImapFlow> {
  const address = await io.resolve(imap.host);
  const loopback = /^(?:127\.|::1$|::ffff:127\.)/.test(address);
  const client = new ImapFlow({
    host: address,
    port: imap.port,
    secure: imap.secure,
    ...(isIP(imap.host) ? {} : { servername: imap.host }),
    // A password is never sent unencrypted.
    ...(imap.secure || loopback ? {} : { doSTARTTLS: true }),
    auth: { user: imap.user, pass: imap.password },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !loopback },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 120_000,
    maxLiteralSize: imapLimits.messageBytes + 1024 * 1024,
    clientInfo: { name: 'Guichet' },
  });
  // The failing command rejects, or 'close' is emitted; without this listener the error would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}

/**
 * Yields the new mail of a mailbox, oldest first, as long as the connection lasts; the first start also yields the mail
 * that is there already. The cursor is yielded once as soon as the mailbox is open. A changed UIDVALIDITY invalidates
 * every UID: all mail is read again, and recognised by its digest downstream.
 */
export async function* listen(
  config: EmailConfig,
  io: ChannelIo,
  { cursor, signal }: ListenOptions,
): AsyncGenerator<Pulled> {
  const imap = config.inbound.imap;
  if (!imap || signal.aborted) return;
  const server = serverName(imap);
  let client: ImapFlow | undefined;
  const close = () => client?.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    client = await connectImap(imap, io);
    const news = watch(client);
    const { uidValidity } = await client.mailboxOpen(imap.mailbox);
    const ledger = ledgerFor(cursor, imap.mailbox, String(uidValidity));
    // The cursor is yielded for an empty mailbox, too, so that the caller learns that the connection works.
    yield { cursor: { ...ledger } };
    while (!signal.aborted) {
      yield* take(client, ledger);
      if (!signal.aborted) await silence(client, news, signal);
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof ChannelError
      ? error
      : new ChannelError(reasonOfFault(error, server), { retryable: true, cause: error });
  } finally {
    signal.removeEventListener('abort', close);
    client?.close();
  }
}

function ledgerFor(cursor: Cursor | null, mailbox: string, uidValidity: string): Ledger {
  const known = Ledger.safeParse(cursor).data;
  return known?.mailbox === mailbox && known.uidValidity === uidValidity
    ? { ...known }
    : { mailbox, uidValidity, lastUid: 0 };
}

async function* take(client: ImapFlow, ledger: Ledger): AsyncGenerator<Pulled> {
  const found = await client.search({ uid: `${ledger.lastUid + 1}:*` }, { uid: true });
  // `n:*` is never empty: it names the last message even when that is older (RFC 9051 § 9, seq-range).
  const uids = (found || []).filter((uid) => uid > ledger.lastUid).sort((a, b) => a - b);
  for (let at = 0; at < uids.length; at += 100) {
    const some = uids.slice(at, at + 100);
    const sizes = new Map(
      (await client.fetchAll(some.join(','), { uid: true, size: true }, { uid: true })).map(({ uid, size }) => [
        uid,
        size ?? 0,
      ]),
    );
    for (const batch of batches(some, sizes)) yield* fetchBatch(client, { ledger, uids: batch, sizes });
    // The message was moved after the search, so there is nothing to fetch, but the cursor moves past it.
    if (ledger.lastUid < some.at(-1)!) {
      ledger.lastUid = some.at(-1)!;
      yield { cursor: { ...ledger } };
    }
  }
}

function* batches(uids: number[], sizes: ReadonlyMap<number, number>): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const uid of uids) {
    const size = sizes.get(uid);
    if (size === undefined) continue;
    if (batch.length > 0 && (batch.length >= imapLimits.batchMessages || bytes + size > imapLimits.batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(uid);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function* fetchBatch(
  client: ImapFlow,
  { ledger, uids, sizes }: { ledger: Ledger; uids: number[]; sizes: ReadonlyMap<number, number> },
): AsyncGenerator<Pulled> {
  const large = uids.length === 1 && sizes.get(uids[0]!)! > imapLimits.messageBytes;
  const query = large
    ? { uid: true, internalDate: true, headers: true }
    : { uid: true, internalDate: true, source: true };
  const messages = await client.fetchAll(uids.join(','), query, { uid: true });
  for (const message of messages.sort((a, b) => a.uid - b.uid)) {
    const body = large ? message.headers : message.source;
    if (!body) continue;
    ledger.lastUid = Math.max(ledger.lastUid, message.uid);
    yield {
      request: requestOf(message, body, large ? sizes.get(message.uid)! : null),
      cursor: { ...ledger },
      onStored: async () => {
        // When the connection is lost here, only the flag is missing, and no message.
        if (client.usable)
          await client.messageFlagsAdd(String(message.uid), ['\\Seen'], { uid: true }).catch(() => undefined);
      },
    };
  }
}

function requestOf({ internalDate }: FetchMessageObject, body: Buffer, truncatedFrom: number | null): RawRequest {
  const arrived = new Date(internalDate ?? Date.now());
  return {
    externalId: createHash('sha256').update(body).digest('hex'),
    body,
    headers: truncatedFrom === null ? {} : { 'x-truncated': String(truncatedFrom) },
    // The time when the mail server received the message. Its clock may be ahead of ours.
    receivedAt: new Date(Math.min(Number.isNaN(arrived.getTime()) ? Infinity : arrived.getTime(), Date.now())),
  };
}

/** What the connection has announced since the last check. */
interface News {
  fresh: boolean;
  closed: boolean;
  wake: () => void;
}

function watch(client: ImapFlow): News {
  const news: News = { fresh: false, closed: false, wake: () => undefined };
  client.on('exists', () => {
    news.fresh = true;
    news.wake();
  });
  client.on('close', () => {
    news.closed = true;
    news.wake();
  });
  return news;
}

/** Waits until something may have arrived. Where the server pushes nothing, that is after each command that tests the connection. */
async function silence(client: ImapFlow, news: News, signal: AbortSignal): Promise<void> {
  if (!news.fresh && !news.closed) {
    const idle = client.idle().catch(() => undefined);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, imapLimits.silenceMs);
      news.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    news.wake = () => undefined;
    if (!news.closed && !news.fresh && !signal.aborted) await answers(client);
    void idle;
  }
  news.fresh = false;
  if (news.closed && !signal.aborted)
    throw Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
}

/** A connection can be dead without either end noticing, so this sends a command and waits for its response. */
async function answers(client: ImapFlow): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('No answer.'), { code: 'ETIMEDOUT' })),
      imapLimits.answerMs,
    );
  });
  try {
    await Promise.race([client.noop(), late]);
  } finally {
    clearTimeout(timer);
  }
}
