import type { ImapFlow } from 'imapflow';
import type { ChannelIo, ListenOptions, Pulled } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import type { EmailConfig } from '../config.js';
import { reasonOfFault } from '../connection-and-delivery-errors.js';
import { serverName } from '../deliver.js';
import { connectImap } from '../connect-imap.js';
import { datedImap } from './imap-start-date.js';
import { foldersOf } from './mailbox-folders.js';
import { positionOf } from './mailbox-position.js';
import type { MailboxReading } from './mailbox-reader-step.js';
import { mergeStreams } from './merge-streams.js';
import { folderPositions } from './open-folders-and-positions.js';
import { readHistory } from './read-history.js';
import { readNewMail } from './read-new-mail.js';

/**
 * Yields the mail of a mailbox that is new by its settings as it arrives, as long as the connection lasts, and its history
 * beside that where it is wanted. The cursor is yielded once as soon as the mailbox is open. A changed UIDVALIDITY invalidates
 * every UID: what is not old is read again, and recognised by its digest downstream.
 */
export async function* listen(config: EmailConfig, io: ChannelIo, options: ListenOptions): AsyncGenerator<Pulled> {
  const imap = config.inbound.imap;
  if (!imap || options.signal.aborted) return;
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  let client: ImapFlow | undefined;
  signal.addEventListener('abort', () => client?.close(), { once: true });
  try {
    const dated = await datedImap(imap, io);
    client = await connectImap(imap, io, config.oauth);
    const folders = await foldersOf(client, imap);
    const position = positionOf(options.cursor, imap);
    const { connectedAt } = options;
    position.folders = await folderPositions(client, { imap, folders, known: position.folders, connectedAt });
    // The cursor is yielded for an empty mailbox, too, so that the caller learns that the connection works.
    yield { cursor: structuredClone(position) };
    const reading: MailboxReading = { imap: dated, folders, position, signal };
    const streams = [readNewMail(client, reading, options)];
    if (imap.start === 'history' && !imap.historyPaused)
      streams.push(readHistory(() => connectImap(imap, io, config.oauth), reading, options));
    for await (const { move, ...step } of mergeStreams(streams)) {
      move(position);
      yield { ...step, cursor: structuredClone(position) };
    }
  } catch (error) {
    if (options.signal.aborted) return;
    throw error instanceof ChannelError
      ? error
      : new ChannelError(reasonOfFault(error, serverName(imap)), { retryable: true, cause: error });
  } finally {
    ended.abort();
    client?.close();
  }
}
