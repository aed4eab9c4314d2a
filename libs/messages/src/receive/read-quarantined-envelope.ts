import { allow, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import type { ChannelKind, Handle, QuarantineReason } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure, isConnectionFault, isStorageFull, type Logger, newId } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import {
  parseEnvelope,
  requestOf,
  storeMessage,
  type EnvelopeRow,
  type EnvelopeSummary,
  type ParseContext,
} from './parse-envelope.js';
import type { ParsedMessage, StoredAttachment } from './parsed-message.js';

/** The agent who takes an envelope out of the quarantine, and what its content is read with. */
export interface QuarantineContext extends ParseContext {
  reader: Reader;
  who: Principal;
}

/** The content of an envelope: as messages where it can be read, and as a file of a message where that may fail. */
export interface QuarantinedContent {
  messages: ParsedMessage[];
  asFile: ParsedMessage | null;
}

export interface QuarantinedRow extends EnvelopeRow {
  state: string;
  reason: QuarantineReason;
  summary: EnvelopeSummary | null;
  kind: ChannelKind;
  teamId: string;
}

/** What has stopped the parser before is not given to it again. */
export const isHarmful = (reason: QuarantineReason): boolean => ['unparsable', 'too-slow', 'too-big'].includes(reason);

/** An envelope and the kind and team of its account; undefined where there is no such envelope, or no such account any more. */
export async function quarantinedRow(reader: Reader, id: string): Promise<QuarantinedRow | undefined> {
  const [row] = await reader.query<QuarantinedRow>(
    `select e.id, e.channel_account_id as "channelAccountId", e.external_id as "externalId", e.headers, e.raw, e.blob, e.size,
       e.received_at as "receivedAt", e.authentication, e.state, e.reason, e.summary, a.kind, a.team_id as "teamId"
     from envelope e join channel_account a on a.id = e.channel_account_id where e.id = $1`,
    [id],
  );
  return row;
}

/**
 * Reads an envelope in quarantine, before the transaction in which its messages are written. One that is no longer in
 * quarantine has no content: the verb says why.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function readQuarantined(context: QuarantineContext, id: string): Promise<QuarantinedContent> {
  allow(context.who, 'quarantine.decide');
  const row = await quarantinedRow(context.reader, id);
  if (!row) throw new Failure('not-found');
  if (row.state !== 'quarantined') return { messages: [], asFile: null };
  if (isHarmful(row.reason)) return { messages: [await messageWithFile(context, row)], asFile: null };
  // The parser may keep the bytes for itself, so the file is stored first.
  const asFile = await messageWithFile(context, row);
  const messages = await readMessages(context, row);
  return messages.length > 0 ? { messages, asFile } : { messages: [asFile], asFile: null };
}

/**
 * Writes the messages of an envelope by `write`; where that fails by their fault, as it may have failed before they came into
 * quarantine, the envelope as a file.
 */
export async function writeReadable<Result>(
  { messages, asFile }: QuarantinedContent,
  { write, logger }: { write: (messages: readonly ParsedMessage[]) => Promise<Result>; logger: Logger },
): Promise<Result> {
  try {
    return await write(messages);
  } catch (error) {
    if (!asFile || error instanceof Failure || isConnectionFault(error) || isStorageFull(error)) throw error;
    logger.error('A message in quarantine could not be written; it is written as a file.', {
      envelopeId: asFile.envelopeId,
      error,
    });
    return write([asFile]);
  }
}

/** The messages of an envelope; what is only a report is read as the message that it is. */
async function readMessages(context: QuarantineContext, row: QuarantinedRow): Promise<ParsedMessage[]> {
  // What is read here is a copy: the row keeps its bytes.
  const { account, messages, reports, failure } = await parseEnvelope(context, copyOf(row));
  if (failure || messages.length > 0 || reports.length === 0 || !account?.channel.readReport) return messages;
  return readReport(context, row, account);
}

async function readReport(context: QuarantineContext, row: QuarantinedRow, account: Account): Promise<ParsedMessage[]> {
  try {
    const events = await account.channel.readReport!(await requestOf(context, copyOf(row)), account.config);
    const read = events.filter((event) => event.type === 'message').map((event) => ({ ...event, ...judgedOf(row) }));
    return await Promise.all(read.map((event) => storeMessage(context, { envelope: row, account }, event)));
  } catch (error) {
    if (isConnectionFault(error) || isStorageFull(error)) throw error;
    context.logger.error('A report in quarantine could not be read as a message.', { envelopeId: row.id, error });
    return [];
  }
}

const judgedOf = ({ authentication }: QuarantinedRow) => (authentication ? { authentication } : {});

const copyOf = (row: QuarantinedRow): EnvelopeRow => ({ ...row, raw: row.raw && Uint8Array.from(row.raw) });

/** An envelope as a message that says who sent it to whom, and has the original as its file. */
async function messageWithFile({ blobs, scanner }: QuarantineContext, row: QuarantinedRow): Promise<ParsedMessage> {
  const { kind, teamId, summary } = row;
  const { isConversation, hasOriginalFile } = channels[kind];
  const digest = row.blob ?? (await blobs.put(row.raw!)).digest;
  const scanned = scanner?.isConfigured ? await scanner.scan(await blobs.read(digest)) : {};
  const file = { ...originalFile(row, digest), ...scanned };
  const from = handleIn(kind, summary?.from ?? null);
  return {
    envelopeId: row.id,
    account: { id: row.channelAccountId, kind, teamId, conversation: isConversation },
    receivedAt: row.receivedAt,
    message: {
      type: 'message',
      externalId: `envelope:${row.id}`,
      fingerprint: '',
      threadKeys: [],
      from,
      to: (summary?.to ?? []).flatMap((address) => handleIn(kind, address) ?? []),
      cc: [],
      subject: summary?.subject ?? '',
      sentAt: null,
      text: '',
      segments: [],
      html: null,
      remoteImages: [],
      attachments: [],
      flags: ['unreadable', ...(from ? [] : (['no-sender'] as const))],
      hiddenParts: 0,
      ...judgedOf(row),
    },
    attachments: [file],
    html: null,
    hasOriginal: hasOriginalFile,
    language: null,
  };
}

const originalFile = ({ kind, size }: QuarantinedRow, digest: string): StoredAttachment => ({
  id: newId(),
  ...(kind === 'email'
    ? { name: 'original.eml', type: 'message/rfc822' }
    : { name: 'original.bin', type: 'application/octet-stream' }),
  size,
  inline: false,
  state: 'ready',
  digest,
  source: null,
});

const handleIn = (kind: ChannelKind, address: string | null): Handle | null =>
  (address && channels[kind].identify(address)) || null;
