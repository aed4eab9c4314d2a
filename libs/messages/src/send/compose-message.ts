import { ChannelError, commonReason, type OutboundMessage, type PartLog } from '@guichet/channels';
import type { StoredMessage } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { BlobStore, Keyring } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import { signAddressToken } from '../signed-address-token.js';
import type { ClaimedDelivery } from './claim-due-deliveries.queries.js';
import { waitsOnItsPage } from './reply-page-link.js';
import { signLoop } from './loop-token.js';
import { divideFiles, fileLink, withHtmlLinks, withLinks } from './attached-or-linked-files.js';

/** The number of earlier messages that a mail names in its `References`, which is enough for mail programs to find the thread. */
const REFERENCES = 20;

interface MessageRow {
  externalId: string;
  actorKind: 'agent' | 'system';
  data: StoredMessage;
}

/** What is needed to compose a message. */
export interface ComposeContext {
  reader: Reader;
  blobs: BlobStore;
  keyring: Keyring;
  publicUrl: string;
}

/** One attempt to deliver a message. */
export interface DeliveryAttempt {
  account: Account;
  /** Where the provider reports on the message; null where it does not. */
  callbackUrl: string | null;
  delivery: ClaimedDelivery;
  parts: PartLog;
}

/** What a notice carries: its files are on the page to which it leads. */
const NO_FILES = { links: [], attachments: [] };

/** The message as its channel gets it. After a partial refusal it goes only to the recipients who have not got it. */
export async function composeMessage(context: ComposeContext, attempt: DeliveryAttempt): Promise<OutboundMessage> {
  const { keyring } = context;
  const { account, callbackUrl, delivery, parts } = attempt;
  const { entryId, caseId, recipients } = delivery;
  const { externalId, actorKind, data } = await readMessage(context.reader, entryId);
  const { to, cc, bcc, subject, segments, template, flags, invitation, unsubscribeUrl } = data;
  const linked = new Set(data.attachments.flatMap(({ id, asLink }) => (asLink ? id : [])));
  const html = data.personal ? data.personal.html : data.html;
  const text = data.personal?.text ?? textOf(segments, 'visible');
  const waits = waitsOnItsPage(keyring, { provenance: data.provenance, template, text });
  const { links, attachments } = waits ? NO_FILES : await filesOf(context, { account, linked }, delivery);
  const missed = recipients.filter(({ status }) => status === 'failed').map(({ address }) => address);
  const stillTo = (handles: Handle[]) =>
    missed.length > 0 ? handles.filter(({ value }) => missed.includes(value)) : handles;
  // A copy that is sent by another channel is still the text of an agent.
  const automatic = actorKind === 'system' && !flags.includes('continued');
  return {
    externalId,
    from: { ...senderOf(account, invitation?.attendee), name: account.name },
    to: stillTo(to),
    cc: stillTo(cc),
    ...(bcc && { bcc: stillTo(bcc) }),
    subject: subject ?? '',
    text: `${withLinks(text, links)}${textOf(segments, 'signature')}`,
    html: html && withHtmlLinks(html, links),
    references: await earlierMessages(context.reader, delivery),
    replyToken: signAddressToken(keyring, 'reply', caseId),
    bounceToken: signAddressToken(keyring, 'bounce', entryId),
    attachments,
    template: template ?? null,
    ...(invitation ? { answer: invitation } : {}),
    ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
    callbackUrl,
    automatic,
    ...(automatic && { loopToken: signLoop(keyring, entryId) }),
    parts,
  };
}

/** Files that go as links stand below what the agent wrote, and above the signature. */
const textOf = (segments: StoredMessage['segments'], wanted: 'visible' | 'signature'): string =>
  segments.flatMap(({ kind, text }) => (kind === wanted ? text : [])).join('');

async function readMessage(reader: Reader, entryId: string): Promise<MessageRow> {
  const [row] = await reader.query<MessageRow>(
    `select m.external_id as "externalId", e.actor_kind as "actorKind", e.data
     from message m join timeline_entry e on e.id = m.entry_id where m.entry_id = $1`,
    [entryId],
  );
  return row!;
}

/** External ids of the messages that were exchanged in the case before this one, the oldest first. */
async function earlierMessages(reader: Reader, { caseId, entryId }: ClaimedDelivery): Promise<string[]> {
  const rows = await reader.query<{ externalId: string }>(
    `select m.external_id as "externalId" from message m left join delivery d on d.entry_id = m.entry_id
     where m.case_id = $1 and m.entry_id < $2
       and coalesce(d.state, 'sent') not in ('scheduled', 'canceled', 'blocked', 'failed')
     order by m.entry_id desc limit $3`,
    [caseId, entryId, REFERENCES],
  );
  return rows.map(({ externalId }) => externalId).reverse();
}

/** The files that are attached, and links to those that the channel does not take. */
async function filesOf(
  { reader, blobs, keyring, publicUrl }: ComposeContext,
  { account, linked: chosen }: { account: Account; linked: ReadonlySet<string> },
  { entryId, dueAt }: ClaimedDelivery,
): Promise<{ links: { name: string; url: string }[]; attachments: OutboundMessage['attachments'] }> {
  const files = await reader.query<{ id: string; digest: string; name: string; type: string; size: number }>(
    `select id, digest, name, type, size from attachment where entry_id = $1 order by id`,
    [entryId],
  );
  const others = files.filter(({ id }) => !chosen.has(id));
  const { sent } = divideFiles(account.channel.capabilities, others, 'linked');
  const linked = files.filter((file) => !sent.includes(file));
  return {
    links: linked.map(({ id, name }) => ({ name, url: fileLink({ keyring, publicUrl }, id, dueAt) })),
    attachments: attachedFiles(blobs, sent),
  };
}

/** Files with their contents, which are read when the message is sent. */
export const attachedFiles = (
  blobs: BlobStore,
  files: readonly { digest: string; name: string; type: string; size: number }[],
): OutboundMessage['attachments'] =>
  files.map(({ digest, ...file }) => ({ ...file, content: () => contentOf(blobs, digest, file.name) }));

/** Files are read before anything is sent, so that an unavailable storage does not make a delivery uncertain. */
async function contentOf(blobs: BlobStore, digest: string, name: string): Promise<Uint8Array> {
  try {
    return await blobs.read(digest);
  } catch (cause) {
    throw new ChannelError(commonReason('file-unreadable', { name }), { retryable: true, cause });
  }
}

/** Whoever was invited answers; all else is from the first address of the account. */
function senderOf(account: Account, invited: string | null | undefined): Handle {
  const address = account.addresses.find((one) => one === invited?.toLowerCase());
  return address === undefined ? ownHandle(account) : { type: 'email', value: address, verified: true };
}

/** The address as which the account writes; a channel without addresses of ours is known by its own id. */
export const ownHandle = ({ channel, config, id }: Account): Handle =>
  channel.addresses(config)[0] ?? { type: 'account', value: id, verified: true };
