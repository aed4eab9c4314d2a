import {
  uncheckable,
  Unparsable,
  type InboundEvent,
  type InboundMessage,
  type InboundReport,
  type RawRequest,
} from '@guichet/channels';
import type { Authentication, QuarantineReason } from '@guichet/contracts';
import { sniffType, type BlobStore, type Dns, type Logger, newId } from '@guichet/platform';
import { detectLanguage, ownText } from '@guichet/routing';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { mailboxOriginOf } from './mailbox/history-or-sent-copy.js';
import type { VirusScanner } from '../files/virus-scanner.js';
import { judgeSpam, type JudgeSender, type SpamJudges } from './judge-spam.js';
import { markedByLoop } from '../send/loop-token.js';
import type { ParsedMessage, StoredAttachment } from './parsed-message.js';
import { warningsOf, type Colleagues } from './sender-warnings.js';

/** An envelope as it was received. */
export interface EnvelopeRow {
  id: string;
  channelAccountId: string;
  externalId: string;
  headers: Record<string, string>;
  raw: Uint8Array | null;
  blob: string | null;
  size: number;
  receivedAt: Date;
  /** Who wrote it, where that was judged already. */
  authentication?: Authentication | null;
}

/** A parsed envelope: its events, or why it could not be parsed. */
export interface ParsedEnvelope {
  envelope: EnvelopeRow;
  account: Account | undefined;
  /** Who wrote it; null where nobody judges. */
  authentication: Authentication | null;
  /** Who takes a message of this sender for spam; absent where nobody would. */
  spam?: JudgeSender;
  messages: ParsedMessage[];
  reports: InboundReport[];
  failure: EnvelopeFailure | null;
  summary: EnvelopeSummary;
}

export interface EnvelopeFailure {
  reason: QuarantineReason;
  /** Technical details: a parser's message or addresses; empty where the reason is sufficient. */
  detail: string;
}

/** The fields of an envelope that the quarantine shows. */
export interface EnvelopeSummary {
  from: string | null;
  to: string[];
  subject: string | null;
}

/** What is needed to parse envelopes. */
export interface ParseContext extends SpamJudges {
  /** Absent: files are not scanned. */
  scanner?: VirusScanner;
  accounts: Accounts;
  blobs: BlobStore;
  logger: Logger;
  /** Absent: who wrote an envelope is not judged. */
  dns?: Dns;
  /** Who works here, to point out who pretends to. Absent: nothing is pointed out. */
  colleagues?: Colleagues;
}

/**
 * Parses an envelope and stores the attachments of its messages in the blob store. Throws only when the database or the
 * blob store is away, which is not the envelope's fault.
 */
export async function parseEnvelope(context: ParseContext, envelope: EnvelopeRow): Promise<ParsedEnvelope> {
  const { headers } = envelope;
  const request = await requestOf(context, envelope);
  const account = await context.accounts.ownerOf(envelope.channelAccountId, request);
  const parsed: ParsedEnvelope = {
    envelope,
    account,
    authentication: account ? await judged(context, account, { envelope, request }) : null,
    messages: [],
    reports: [],
    failure: null,
    summary: {
      from: headers['mail-from'] || null,
      to: (headers['rcpt-to'] ?? '').split(',').filter(Boolean),
      subject: null,
    },
  };
  if (!account) return { ...parsed, failure: withoutAccount(request) };
  parsed.spam = judgeSpam(context, account, request);
  let events;
  try {
    events = await readEvents(account, request);
  } catch (error) {
    if (!(error instanceof Unparsable))
      context.logger.error('An envelope could not be parsed.', { envelopeId: envelope.id, error });
    return { ...parsed, failure: parseFailure(error) };
  }
  for (const event of events) await addEvent(context, parsed, event);
  if (parsed.messages.length > 0) envelope.raw = null;
  return parsed;
}

/** Who wrote an envelope. It is judged before it is parsed, and again where the process dies before it is written. */
async function judged(
  { dns, logger }: ParseContext,
  { channel, config }: Account,
  { envelope, request }: { envelope: EnvelopeRow; request: RawRequest },
): Promise<Authentication | null> {
  if (envelope.authentication) return envelope.authentication;
  // Of what is old or was sent here, nobody asks who wrote it, and a long history would ask half the Internet.
  if (mailboxOriginOf(envelope.headers)) return null;
  if (!dns?.isOn || !channel.judge) return null;
  try {
    return await channel.judge(request, config, (name, type) => dns.resolve(name, type));
  } catch (error) {
    logger.error('Who wrote an envelope could not be judged.', { envelopeId: envelope.id, error });
    return uncheckable;
  }
}

/** A report of the past is about a message that is not here, so it is read as a message. */
async function readEvents({ channel, config }: Account, request: RawRequest): Promise<InboundEvent[]> {
  const events = await channel.parse(request, config);
  const isOldReport = mailboxOriginOf(request.headers)?.history && events.every(({ type }) => type !== 'message');
  return isOldReport && channel.readReport ? channel.readReport(request, config) : events;
}

/** The payload of an envelope, as its channel reads it. */
export const requestOf = async (
  { blobs }: Pick<ParseContext, 'blobs'>,
  envelope: EnvelopeRow,
): Promise<RawRequest> => ({
  externalId: envelope.externalId,
  headers: envelope.headers,
  receivedAt: envelope.receivedAt,
  body: envelope.raw ?? (await blobs.read(envelope.blob!)),
});

/** A provider may deliver for an address (`:for`) of which no account that is switched on has the same secrets. */
function withoutAccount({ headers }: RawRequest): EnvelopeFailure {
  const address = headers[':for'];
  return address === undefined
    ? { reason: 'channel-gone', detail: '' }
    : { reason: 'address-unknown', detail: address };
}

const parseFailure = (error: unknown): EnvelopeFailure => ({
  reason: error instanceof Unparsable ? error.reason : 'unparsable',
  detail: error instanceof Error ? error.message : String(error),
});

async function addEvent(context: ParseContext, parsed: ParsedEnvelope, event: InboundEvent): Promise<void> {
  const { summary } = parsed;
  if (event.type === 'message') {
    summary.from = event.from?.value ?? summary.from;
    summary.subject = event.subject || null;
    Object.assign(event, markedByLoop(context.accounts.keyring, event));
    if (parsed.authentication) event.authentication = await pointedOut(context, parsed.authentication, event);
    const message = await storeMessage(context, parsed, event);
    parsed.messages.push(message);
    if (parsed.spam) message.spam = await parsed.spam(event.from);
    // The contents are in the blob store now, and need not stay in memory until the batch is written.
    event.attachments = [];
    return;
  }
  parsed.reports.push(event);
  const head = 'head' in event ? event.head : undefined;
  if (head) Object.assign(summary, { from: head.from ?? summary.from, subject: head.subject || null });
}

/** The verdict on a message, with what is odd about its sender. */
export async function pointedOut(
  { colleagues }: Pick<ParseContext, 'colleagues'>,
  authentication: Authentication,
  message: InboundMessage,
): Promise<Authentication> {
  const warnings = colleagues ? warningsOf(message, await colleagues.known(), authentication.verdict) : [];
  return warnings.length > 0 ? { ...authentication, warnings } : authentication;
}

/** Stores the attachments of a message in the blob store. */
export async function storeMessage(
  context: ParseContext,
  { envelope, account }: Pick<ParsedEnvelope, 'envelope' | 'account'>,
  message: InboundMessage,
): Promise<ParsedMessage> {
  const { id, kind, teamId, channel } = account!;
  const attachments: StoredAttachment[] = [];
  let { html } = message;
  for (const attachment of message.attachments) {
    const stored = await storeAttachment(context, attachment, html);
    attachments.push(stored);
    if (stored.inline)
      html = html!.replaceAll(`src="cid:${attachment.contentId!}"`, `src="/api/v1/attachments/${stored.id}?inline=1"`);
  }
  return {
    envelopeId: envelope.id,
    account: {
      id,
      kind,
      teamId,
      conversation: channel.isConversation,
      knowsNames: channel.profile !== undefined,
    },
    receivedAt: envelope.receivedAt,
    message,
    attachments,
    html,
    hasOriginal: channel.hasOriginalFile,
    language: await languageOf(message),
    origin: mailboxOriginOf(envelope.headers),
  };
}

/** The language of automatic messages does not matter. */
export const languageOf = async ({ automatic, segments }: InboundMessage): Promise<string | null> =>
  automatic === undefined ? detectLanguage(ownText(segments)) : null;

type InboundAttachment = InboundMessage['attachments'][number];

const READY = { state: 'ready' } as const;

async function storeAttachment(
  { blobs, scanner }: ParseContext,
  { name, type, content, inline, contentId }: InboundAttachment,
  html: string | null,
): Promise<StoredAttachment> {
  const file = { id: newId(), name };
  const scannedUpload = async (digest: string) =>
    scanner?.isConfigured ? scanner.scan(await blobs.read(digest)) : READY;
  if (!(content instanceof Uint8Array))
    return 'digest' in content
      ? // The file is an upload, which is stored already.
        {
          ...file,
          type,
          size: content.size,
          inline: false,
          ...(await scannedUpload(content.digest)),
          digest: content.digest,
          source: null,
        }
      : // The provider still has the file. It is fetched later, so that the message need not wait.
        { ...file, type, size: 0, inline: false, state: 'pending', digest: null, source: content.source };
  const { digest, size } = await blobs.put(content);
  const isInline = inline && contentId !== undefined && (html?.includes(`src="cid:${contentId}"`) ?? false);
  const sniffed = await sniffType(content, type);
  const scanned = (await scanner?.scan(content)) ?? READY;
  return { ...file, type: sniffed, size, inline: isInline, ...scanned, digest, source: null };
}
