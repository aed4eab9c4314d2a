import { randomUUIDv7 } from 'node:crypto';
import { actorOf, caseFor, teamsFor, type Principal } from '@guichet/access';
import { addressKnownTo, openCase, record, reopen, saveCase, stopAsWritten } from '@guichet/cases';
import { channels } from '@guichet/channels';
import type { KnownHandle } from '@guichet/citizens';
import type { ChannelKind, Handle, OpenByContact, PostContact } from '@guichet/contracts';
import { ChannelAccount, Message, type Case, type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { attachUploads, claimUploads } from './attachments.js';

/** Writes down a call, a visit or a letter: an entry like any message, by the hand of an agent. Answers the id of the entry. */
export async function recordContact(tx: Tx, who: Principal, caseId: string, contact: PostContact): Promise<string> {
  const item = await caseFor(tx, who, caseId, 'case.note');
  const handle = contact.address ? await participant(tx, who, item, contact.address) : null;
  return write(tx, who, item, contact, handle);
}

/** The same where there is no case yet: opens one. Answers its id. */
export async function openByContact(tx: Tx, who: Principal, contact: OpenByContact): Promise<string> {
  const { channel, direction, text, at, attachmentIds, ...opening } = contact;
  const caseId = await openCase(tx, who, opening);
  const item = await caseFor(tx, who, caseId, 'case.note');
  if (opening.citizenId) await joinByLastAddress(tx, who, item, opening.citizenId);
  const handle = opening.address ? await participant(tx, who, item, opening.address) : null;
  await write(tx, who, item, { channel, direction, text, at, attachmentIds }, handle);
  return caseId;
}

async function write(
  tx: Tx,
  who: Principal,
  item: Case,
  { channel: kind, direction, text, at, attachmentIds }: Omit<PostContact, 'address'>,
  handle: KnownHandle | null,
): Promise<string> {
  const channelId = await recordedAccount(tx, kind, item.teamId);
  const happened = at ? new Date(at) : tx.now;
  if (happened > tx.now) throw wrongField('at', 'still-to-come');
  const entryId = randomUUIDv7();
  const attachments = await claimUploads(tx, who, attachmentIds);
  const name = handle && handle.citizenId !== item.citizenId ? handle.citizenName : item.citizenName;
  const from: Handle | null = handle ? { type: handle.type, value: handle.value, name, verified: false } : null;
  const { position } = await record(
    tx,
    item,
    {
      kind: 'message',
      direction,
      channel: kind,
      channelId,
      id: entryId,
      data: {
        from: direction === 'in' ? from : null,
        to: direction === 'out' && from ? [from] : [],
        cc: [],
        subject: null,
        segments: [{ kind: 'visible', text }],
        html: null,
        remoteImages: [],
        attachments,
        claimedAt: at ? happened.toISOString() : null,
        flags: ['recorded'],
        hiddenParts: 0,
        hasOriginal: false,
      },
    },
    actorOf(who),
  );
  await attachUploads(tx, entryId, item.id, attachmentIds);
  await tx.repo(Message).insert({
    entryId,
    caseId: item.id,
    channelId,
    direction,
    externalId: `recorded:${entryId}`,
    fingerprint: '',
    envelopeId: null,
    handleId: handle?.id ?? null,
  });
  if (direction === 'in' && item.status !== 'open') await reopen(tx, item);
  if (direction === 'in') await stopAsWritten(tx, [item]);
  await saveCase(tx, item);
  tx.publish('message.received', { entryId, position, automatic: false }, { caseId: item.id, teamIds: [item.teamId] });
  return entryId;
}

async function participant(tx: Tx, who: Principal, item: Case, address: string): Promise<KnownHandle> {
  const known = await addressKnownTo(tx, who, address, undefined);
  await tx.query(`insert into case_participant (case_id, handle_id) values ($1, $2) on conflict do nothing`, [
    item.id,
    known.id,
  ]);
  if (item.citizenId === null) Object.assign(item, { citizenId: known.citizenId, citizenName: known.citizenName });
  return known;
}

/** Who is known by a case that the agent sees can be answered where they take part in it. */
async function joinByLastAddress(tx: Tx, who: Principal, item: Case, citizenId: string): Promise<void> {
  await tx.query(
    `insert into case_participant (case_id, handle_id)
     select $2, p.handle_id from citizen c join citizen same on same.root_id = c.root_id join cases k on k.citizen_id = same.id
     join case_participant p on p.case_id = k.id join handle h on h.id = p.handle_id and h.citizen_id = same.id
     where c.id = $1 and k.id <> $2 and ($3::uuid[] is null or k.team_id = any($3)) order by k.last_entry_at desc, h.id limit 1
     on conflict do nothing`,
    [citizenId, item.id, teamsFor(who, 'case.read')],
  );
}

/** The account under which a team's calls, visits or letters are kept; made at the first one: there is nothing to set. */
async function recordedAccount(tx: Tx, kind: ChannelKind, teamId: string): Promise<string> {
  const channel = channels[kind];
  if (!channel.capabilities.recorded) throw wrongField('channel', 'nothing-written-down');
  await tx.query(`select pg_advisory_xact_lock(hashtext('guichet recorded accounts'))`);
  const [known] = await tx.query<{ id: string }>(
    `select id from channel_account where kind = $1 order by team_id = $2 desc, created_at limit 1`,
    [kind, teamId],
  );
  if (known) return known.id;
  const id = randomUUIDv7();
  await tx.repo(ChannelAccount).insert({
    id,
    kind,
    name: channel.title,
    teamId,
    enabled: true,
    config: {},
    secrets: null,
    addresses: [],
    health: 'ok',
    healthReason: null,
    healthAt: null,
    createdAt: tx.now,
  });
  tx.publish('channel.changed', { channelId: id });
  tx.wake('channel');
  return id;
}
