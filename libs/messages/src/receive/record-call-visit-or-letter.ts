import { actorOf, caseFor, parameters, scope, type Principal } from '@guichet/access';
import {
  addressKnownTo,
  appendEntry,
  cancelOnReply,
  openCase,
  reopen,
  saveCase,
  type StoredMessage,
} from '@guichet/cases';
import { channels, channelTitle } from '@guichet/channels';
import type { KnownHandle } from '@guichet/citizens';
import type { ChannelKind, Handle, OpenByContact, PostContact } from '@guichet/contracts';
import { ChannelAccount, Message, type Case, type Tx } from '@guichet/database';
import { wrongField, newId } from '@guichet/platform';
import { publishAccountChanged } from '../accounts/account-health-and-changed-event.js';
import { attachUploads, claimUploads } from '../send/uploads-and-attachments.js';

/** In which case an agent records a contact. */
interface RecordContext {
  tx: Tx;
  who: Principal;
  item: Case;
}

/**
 * Records a call, a visit or a letter in a case.
 *
 * @returns the id of the entry
 * @throws Failure `not-found` or `not-permitted` for the case; `invalid-request`, with the field and the reason
 */
export async function recordContact(
  tx: Tx,
  who: Principal,
  { caseId, contact }: { caseId: string; contact: PostContact },
): Promise<string> {
  const context = { tx, who, item: await caseFor(tx, who, { id: caseId, permission: 'case.note' }) };
  const handle = contact.address ? await addParticipant(context, contact.address) : null;
  return writeContact(context, contact, handle);
}

/**
 * Opens a case with a call, a visit or a letter.
 *
 * @returns the id of the case
 * @throws Failure as `recordContact`
 */
export async function openCaseByContact(tx: Tx, who: Principal, contact: OpenByContact): Promise<string> {
  const { channel, direction, text, at, attachmentIds, ...opening } = contact;
  const caseId = await openCase(tx, who, opening);
  const context = { tx, who, item: await caseFor(tx, who, { id: caseId, permission: 'case.note' }) };
  if (opening.citizenId) await addLastAddress(context, opening.citizenId);
  const handle = opening.address ? await addParticipant(context, opening.address) : null;
  await writeContact(context, { channel, direction, text, at, attachmentIds }, handle);
  return caseId;
}

async function writeContact(
  { tx, who, item }: RecordContext,
  contact: Omit<PostContact, 'address'>,
  handle: KnownHandle | null,
): Promise<string> {
  const { channel, direction, attachmentIds } = contact;
  const channelAccountId = await recordedAccountOf(tx, channel, item.teamId);
  if (contact.at && new Date(contact.at) > tx.now) throw wrongField('at', 'still-to-come');
  const entryId = newId();
  const attachments = await claimUploads(tx, who, attachmentIds);
  const data = storedContact(contact, { attachments, person: handle && personOf(item, handle) });
  const { position } = await appendEntry(tx, {
    item,
    entry: { kind: 'message', direction, channel, channelAccountId, id: entryId, data },
    actor: actorOf(who),
  });
  await attachUploads(tx, { entryId, caseId: item.id }, attachmentIds);
  await tx.repo(Message).insert({
    entryId,
    caseId: item.id,
    channelAccountId,
    direction,
    externalId: `recorded:${entryId}`,
    fingerprint: '',
    envelopeId: null,
    handleId: handle?.id ?? null,
  });
  if (direction === 'in' && item.status !== 'open') await reopen(tx, item);
  if (direction === 'in') await cancelOnReply(tx, [item]);
  await saveCase(tx, item);
  tx.publish('message.received', { entryId, position, automatic: false }, { caseId: item.id, teamIds: [item.teamId] });
  return entryId;
}

const personOf = (item: Case, { type, value, citizenId, citizenName }: KnownHandle): Handle => ({
  type,
  value,
  name: citizenId === item.citizenId ? item.citizenName : citizenName,
  verified: false,
});

const storedContact = (
  { direction, text, at }: Omit<PostContact, 'address'>,
  { attachments, person }: { attachments: StoredMessage['attachments']; person: Handle | null },
): StoredMessage => ({
  from: direction === 'in' ? person : null,
  to: direction === 'out' && person ? [person] : [],
  cc: [],
  subject: null,
  segments: [{ kind: 'visible', text }],
  html: null,
  remoteImages: [],
  attachments,
  claimedAt: at ? new Date(at).toISOString() : null,
  flags: ['recorded'],
  hiddenParts: 0,
  hasOriginal: false,
});

/** Makes an address a participant of the case; a case without a citizen becomes one of the address's owner. */
async function addParticipant({ tx, who, item }: RecordContext, address: string): Promise<KnownHandle> {
  const known = await addressKnownTo(tx, who, { address, name: undefined });
  await tx.query(`insert into case_participant (case_id, handle_id) values ($1, $2) on conflict do nothing`, [
    item.id,
    known.id,
  ]);
  if (item.citizenId === null) Object.assign(item, { citizenId: known.citizenId, citizenName: known.citizenName });
  return known;
}

/**
 * Adds the address by which the citizen took part in their last case that the agent may see, so that they can be replied to: a mail
 * address or a number, as nobody who has called waits in a form or a chat for the reply; else any.
 */
async function addLastAddress({ tx, who, item }: RecordContext, citizenId: string): Promise<void> {
  const { values, bind } = parameters(citizenId, item.id);
  await tx.query(
    `insert into case_participant (case_id, handle_id)
     select $2, p.handle_id from citizen c join citizen same on same.root_id = c.root_id join cases k on k.citizen_id = same.id
     join case_participant p on p.case_id = k.id join handle h on h.id = p.handle_id and h.citizen_id = same.id
     where c.id = $1 and k.id <> $2 and ${scope(who, 'case.read').sql('k', bind)}
     order by h.type in ('email', 'phone') desc, k.last_entry_at desc, h.id limit 1 on conflict do nothing`,
    values,
  );
}

/**
 * The account for a team's calls, visits or letters: its own, else one that all share. It is created with the first one, as it has
 * no settings.
 */
async function recordedAccountOf(tx: Tx, kind: ChannelKind, teamId: string): Promise<string> {
  const channel = channels[kind];
  if (!channel.capabilities.recorded) throw wrongField('channel', 'nothing-written-down');
  await tx.query(`select pg_advisory_xact_lock(hashtext('guichet recorded accounts'))`);
  const [known] = await tx.query<{ id: string }>(
    `select id from channel_account where kind = $1 and (shared or team_id = $2)
     order by team_id = $2 desc, created_at limit 1`,
    [kind, teamId],
  );
  if (known) return known.id;
  const id = newId();
  const created = { id, teamId, shared: true };
  await tx.repo(ChannelAccount).insert({
    ...created,
    kind,
    name: channelTitle(channel, 'en'),
    enabled: true,
    config: {},
    secrets: null,
    addresses: [],
    health: 'ok',
    healthReason: null,
    healthAt: null,
    createdAt: tx.now,
  });
  publishAccountChanged(tx, created);
  return id;
}
