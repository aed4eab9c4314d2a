import { appendEntry, type StoredMessage } from '@guichet/cases';
import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Actor, Evidence, Handle, RenderedSignature } from '@guichet/contracts';
import { Delivery, Message, type Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { newId } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

/** The content of a message to a citizen, its recipients, and its time. */
export interface OutgoingMessage extends Pick<
  StoredMessage,
  | 'to'
  | 'cc'
  | 'bcc'
  | 'subject'
  | 'html'
  | 'personal'
  | 'attachments'
  | 'flags'
  | 'template'
  | 'provenance'
  | 'invitation'
  | 'contradictions'
  | 'unsubscribeUrl'
  | 'signedAs'
  | 'staysOpen'
  | 'draftedBy'
  | 'handoverEntryId'
> {
  text: string;
  /** What is added to text and HTML. */
  signature?: Pick<RenderedSignature, 'text' | 'html'> | null;
  /** When it is sent; until then it is scheduled. */
  dueAt: Date;
  /** When an agent wants it to be sent, where that is not at once. */
  scheduledFor?: Date;
  /** It is blocked when the citizen writes before it is sent. */
  cancelIfCitizenReplies?: boolean;
  /** How we know the addresses; by default an agent chose them. */
  evidence?: Evidence;
  /** The list of cases goes on showing what it showed: for what answers nothing. */
  isUnlisted?: boolean;
}

/** From where a message is sent. */
export interface MessageOrigin {
  keyring: Keyring;
  /** Its case, which the caller has locked. */
  item: Case;
  account: Account;
  actor: Actor;
}

/**
 * Writes the entry, the message and the delivery of a message to a citizen. The caller has locked the case, and saves it.
 *
 * @returns the id of the entry
 */
export async function queueMessage(tx: Tx, origin: MessageOrigin, message: OutgoingMessage): Promise<string> {
  const { keyring, item, account, actor } = origin;
  const entryId = newId();
  const ids = { entryId, caseId: item.id, channelAccountId: account.id };
  const { position } = await appendEntry(tx, {
    item,
    entry: {
      kind: 'message',
      direction: 'out',
      channel: account.kind,
      channelAccountId: account.id,
      id: entryId,
      data: storedMessage(message),
    },
    actor,
    isUnlisted: message.isUnlisted ?? false,
  });
  await tx.repo(Message).insert({
    ...ids,
    direction: 'out',
    externalId: externalIdFor(keyring, entryId, account),
    fingerprint: '',
    envelopeId: null,
    handleId: await addParticipants(tx, item, message),
  });
  await tx.repo(Delivery).insert({
    ...ids,
    state: 'scheduled',
    reason: null,
    attempts: 0,
    dueAt: message.dueAt,
    scheduledFor: message.scheduledFor ?? null,
    startedAt: null,
    changedAt: tx.now,
    cancelIfCitizenReplies: message.cancelIfCitizenReplies ?? false,
    recipients: [],
  });
  tx.publish('message.queued', { entryId, position }, { caseId: item.id, teamIds: [item.teamId] });
  tx.notify('delivery');
  return entryId;
}

const storedMessage = ({
  to,
  cc,
  bcc = [],
  subject,
  text,
  html,
  personal,
  attachments,
  flags,
  template,
  provenance,
  invitation,
  contradictions,
  unsubscribeUrl,
  signature,
  signedAs,
  staysOpen = false,
  draftedBy = [],
  handoverEntryId,
}: OutgoingMessage): StoredMessage => ({
  from: null,
  to,
  cc,
  subject,
  segments: [
    { kind: 'visible', text },
    ...(signature?.text ? [{ kind: 'signature' as const, text: signature.text }] : []),
  ],
  html: html === null ? null : `${signature?.html?.above ?? ''}${html}${signature?.html?.below ?? ''}`,
  remoteImages: [],
  attachments,
  claimedAt: null,
  flags,
  hiddenParts: 0,
  hasOriginal: false,
  ...(personal ? { personal } : {}),
  ...(bcc.length > 0 ? { bcc } : {}),
  ...(template ? { template } : {}),
  ...(provenance ? { provenance } : {}),
  ...(invitation ? { invitation } : {}),
  ...(contradictions ? { contradictions } : {}),
  ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
  ...(signedAs ? { signedAs } : {}),
  ...(staysOpen ? { staysOpen } : {}),
  ...(draftedBy.length > 0 ? { draftedBy } : {}),
  ...(handoverEntryId ? { handoverEntryId } : {}),
});

/** The id is made once and kept, so that the recipient sees one message however often we try to send it. */
export function externalIdFor(keyring: Keyring, entryId: string, account: Account): string {
  const domain = account.addresses[0]?.split('@')[1] ?? 'guichet.invalid';
  return `${entryId}.${keyring.sign('message-id', entryId)}@${domain}`;
}

/**
 * Makes the recipients participants of the case, but for those whom nobody else sees; a case without a citizen becomes one of the first recipient.
 *
 * @returns the id of the first recipient's handle
 */
async function addParticipants(tx: Tx, item: Case, message: OutgoingMessage): Promise<string | null> {
  const handles: Handle[] = [...message.to, ...message.cc];
  const known = await resolveHandles(tx, handles, message.evidence ?? 'recorded');
  const first = handles[0] && known.get(handleKey(handles[0]));
  await tx.query(
    `insert into case_participant (case_id, handle_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [item.id, [...known.values()].map(({ id }) => id)],
  );
  if (item.citizenId === null && first)
    Object.assign(item, { citizenId: first.citizenId, citizenName: handles[0]!.name || first.value });
  return first?.id ?? null;
}
