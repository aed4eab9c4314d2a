import { randomUUIDv7 } from 'node:crypto';
import { record, type StoredMessage } from '@guichet/cases';
import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Actor, Evidence, Handle } from '@guichet/contracts';
import { Delivery, Message, type Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import type { Account } from './accounts.js';

export interface Outgoing extends Pick<
  StoredMessage,
  'to' | 'cc' | 'subject' | 'html' | 'attachments' | 'flags' | 'template' | 'provenance'
> {
  text: string;
  /** When it leaves: until then it is held. */
  dueAt: Date;
  /** It does not leave once the citizen has written. */
  unlessWritten?: boolean;
  /** How we know the addresses; by default an agent chose them. */
  evidence?: Evidence;
}

/** Entry, message and delivery of an answer. The case is locked, and saved by the caller. Answers the id of the entry. */
export async function queueMessage(
  tx: Tx,
  keyring: Keyring,
  item: Case,
  account: Account,
  {
    to,
    cc,
    subject,
    text,
    html,
    attachments,
    flags,
    template,
    provenance,
    dueAt,
    unlessWritten = false,
    evidence = 'recorded',
  }: Outgoing,
  actor: Actor,
): Promise<string> {
  const entryId = randomUUIDv7();
  const ids = { entryId, caseId: item.id, channelId: account.id };
  const { position } = await record(
    tx,
    item,
    {
      kind: 'message',
      direction: 'out',
      channel: account.kind,
      channelId: account.id,
      id: entryId,
      data: {
        from: null,
        to,
        cc,
        subject,
        segments: [{ kind: 'visible', text }],
        html,
        remoteImages: [],
        attachments,
        claimedAt: null,
        flags,
        hiddenParts: 0,
        hasOriginal: false,
        ...(template ? { template } : {}),
        ...(provenance ? { provenance } : {}),
      },
    },
    actor,
  );
  await tx.repo(Message).insert({
    ...ids,
    direction: 'out',
    externalId: externalIdFor(keyring, entryId, account),
    fingerprint: '',
    envelopeId: null,
    handleId: await addParticipants(tx, item, [...to, ...cc], evidence),
  });
  await tx.repo(Delivery).insert({
    ...ids,
    state: 'held',
    reason: null,
    attempts: 0,
    dueAt,
    startedAt: null,
    changedAt: tx.now,
    unlessWritten,
    recipients: [],
  });
  tx.publish('message.queued', { entryId, position }, { caseId: item.id, teamIds: [item.teamId] });
  tx.wake('delivery');
  return entryId;
}

/** Made once and kept: however often the message is tried, it is the same one to whoever receives it. */
function externalIdFor(keyring: Keyring, entryId: string, account: Account): string {
  const domain = account.addresses[0]?.split('@')[1] ?? 'guichet.invalid';
  return `${entryId}.${keyring.sign('message-id', entryId)}@${domain}`;
}

/** Whoever is written to belongs to the case; a case of nobody becomes that of the first it is written to, whose handle is answered. */
async function addParticipants(
  tx: Tx,
  item: Case,
  handles: readonly Handle[],
  evidence: Evidence,
): Promise<string | null> {
  const known = await resolveHandles(tx, handles, evidence);
  const first = handles[0] && known.get(handleKey(handles[0]));
  await tx.query(
    `insert into case_participant (case_id, handle_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [item.id, [...known.values()].map(({ id }) => id)],
  );
  if (item.citizenId === null && first) {
    Object.assign(item, { citizenId: first.citizenId, citizenName: handles[0]!.name || first.value });
  }
  return first?.id ?? null;
}
