import { actorOf, caseFor, parameters, scope, type Principal } from '@guichet/access';
import {
  appendEntry,
  cancelOnReply,
  openCase,
  personAtAddress,
  reopen,
  saveCase,
  type PersonAtAddress,
  type StoredMessage,
} from '@guichet/cases';
import { channels, channelTitle } from '@guichet/channels';
import { linkNewHandle, shareHandle } from '@guichet/citizens';
import type { ChannelKind, Handle, MeantPerson, OpenByContact, PostContact } from '@guichet/contracts';
import { ChannelAccount, Message, type Case, type Tx } from '@guichet/database';
import { wrongField, newId } from '@guichet/platform';
import { publishAccountChanged } from '../accounts/account-health-and-changed-event.js';
import { attachUploads, claimUploads } from '../send/uploads-and-attachments.js';

type ContactFacts = Omit<PostContact, 'address' | 'meant'>;

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
 * @throws Failure `not-found` or `not-permitted` for the case; `invalid-request`, with the field and the reason, also as `personAtAddress`
 */
export async function recordContact(
  tx: Tx,
  who: Principal,
  { caseId, contact }: { caseId: string; contact: PostContact },
): Promise<string> {
  const context = { tx, who, item: await caseFor(tx, who, { id: caseId, permission: 'case.note' }) };
  const { address, meant } = contact;
  return writeContact(context, contact, address ? await addParticipant(context, { address, meant }) : null);
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
  // Who is meant was said for the case, which is of nobody else.
  const party = opening.address ? await addParticipant(context, { address: opening.address, meant: 'named' }) : null;
  await writeContact(context, { channel, direction, text, at, attachmentIds }, party);
  return caseId;
}

async function writeContact(
  { tx, who, item }: RecordContext,
  contact: ContactFacts,
  party: PersonAtAddress | null,
): Promise<string> {
  const { channel, direction, attachmentIds } = contact;
  const channelAccountId = await recordedAccountOf(tx, channel, item.teamId);
  if (contact.at && new Date(contact.at) > tx.now) throw wrongField('at', 'still-to-come');
  const entryId = newId();
  const attachments = await claimUploads(tx, who, attachmentIds);
  const data = storedContact(contact, { attachments, party });
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
    handleId: party?.handle.id ?? null,
  });
  if (direction === 'in' && item.status !== 'open') await reopen(tx, item);
  if (direction === 'in') await cancelOnReply(tx, [item]);
  await saveCase(tx, item);
  tx.publish('message.received', { entryId, position, automatic: false }, { caseId: item.id, teamIds: [item.teamId] });
  return entryId;
}

const storedContact = (
  { direction, text, at }: ContactFacts,
  { attachments, party }: { attachments: StoredMessage['attachments']; party: PersonAtAddress | null },
): StoredMessage => {
  const person = party && partyOf(party);
  return {
    from: direction === 'in' ? person : null,
    to: direction === 'out' && person ? [person] : [],
    cc: [],
    subject: null,
    segments: [{ kind: 'visible', text }],
    html: null,
    remoteImages: [],
    attachments,
    claimedAt: at ? new Date(at).toISOString() : null,
    flags: ['recorded', ...(party?.isOfSomebodyElse ? (['others-address'] as const) : [])],
    hiddenParts: 0,
    hasOriginal: false,
  };
};

/** Whose words they are, with the address that they gave, whoever it belongs to. */
const partyOf = ({ handle: { type, value }, person: { name } }: PersonAtAddress): Handle => ({
  ...{ type, value, name, verified: false },
});

/**
 * Makes an address a participant of the case; one that nobody has yet is that of the citizen of the case. A case without a citizen becomes one
 * of the address's owner.
 */
async function addParticipant(
  { tx, who, item }: RecordContext,
  { address, meant }: { address: string; meant: MeantPerson | undefined },
): Promise<PersonAtAddress> {
  const named = item.citizenId ? { id: item.citizenId, name: item.citizenName } : null;
  if (named) {
    const audience = { teamIds: item.restrictedTo ? [] : [item.teamId], caseId: item.id };
    await linkNewHandle(tx, who, { address, citizenId: named.id, audience });
  }
  const party = await personAtAddress(tx, who, { address, named, meant });
  const { handle, person } = party;
  await tx.query(`insert into case_participant (case_id, handle_id) values ($1, $2) on conflict do nothing`, [
    item.id,
    handle.id,
  ]);
  if (item.citizenId === null) Object.assign(item, { citizenId: person.id, citizenName: person.name });
  await shareHandle(tx, who, { item, handleId: handle.id, citizenId: person.id });
  return party;
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
