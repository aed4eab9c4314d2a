import { randomUUIDv7 } from 'node:crypto';
import { actorOf, teamsFor, type Principal } from '@guichet/access';
import { handleKey, handleOf, resolveHandles, type KnownHandle } from '@guichet/citizens';
import type { CreateCase } from '@guichet/contracts';
import { Case, CaseParticipant, ChannelAccount, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { record } from './entries.js';
import { saveCase } from './save.js';
import { usableKind } from './kinds.js';
import { knownCitizen, newCitizen } from './set-citizen.js';

/** Reserves case numbers; a gap where a transaction fails is harmless, a number twice is not. */
export async function newReferences(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.query<{ n: string }>(`select nextval('case_number') as n from generate_series(1, $1)`, [count]);
  return rows.map(({ n }) => `GCH-${tx.now.getUTCFullYear()}-${n.padStart(6, '0')}`);
}

/** A case that an agent opens by hand, about somebody known or new. Answers its id. */
export async function openCase(
  tx: Tx,
  who: Principal,
  wanted: CreateCase & { citizenId?: string | undefined },
): Promise<string> {
  const visible = teamsFor(who, 'case.create');
  const teamId = wanted.teamId ?? who.teamIds[0];
  if (!teamId)
    throw new Failure('invalid-request', {
      errors: [{ path: 'teamId', message: 'A team is needed: you are in none.' }],
    });
  if (visible && !visible.includes(teamId))
    throw new Failure('invalid-request', { errors: [{ path: 'teamId', message: 'There is no such team.' }] });
  const [team] = await tx.query(`select 1 from team where id = $1`, [teamId]);
  if (!team) throw new Failure('invalid-request', { errors: [{ path: 'teamId', message: 'There is no such team.' }] });

  const at = wanted.address ? await addressKnownTo(tx, who, wanted.address, wanted.citizenName) : null;
  const about = await personMeant(tx, who, wanted, at);
  const channel = await channelFor(tx, teamId, wanted.channelId);
  const [reference] = await newReferences(tx, 1);
  const item = tx.repo(Case).create({
    id: randomUUIDv7(),
    reference: reference!,
    subject: wanted.subject,
    status: 'open',
    priority: 'normal',
    teamId,
    assigneeId: null,
    citizenId: about?.id ?? null,
    citizenName: about?.name ?? '',
    channels: [],
    channelId: channel,
    tags: [],
    preview: '',
    lastKind: 'note',
    lastDirection: null,
    lastEntryAt: tx.now,
    lastPosition: 0,
    lastInboundPosition: 0,
    deliveryProblem: null,
    snoozeUntil: null,
    dueAt: null,
    dueFor: null,
    kindId: await usableKind(tx, wanted.kindId ?? null),
    language: null,
    openedAt: tx.now,
    closedAt: null,
    version: 0,
  });
  await tx.repo(Case).insert(item);
  if (at) await tx.repo(CaseParticipant).insert({ caseId: item.id, handleId: at.id });
  await record(tx, item, { kind: 'fact', data: { type: 'opened' } }, actorOf(who));
  await saveCase(tx, item);
  tx.publish('case.opened', { entryId: null, channelId: null }, { caseId: item.id, teamIds: [teamId] });
  return item.id;
}

/** Whom a new case is about: somebody known, whoever has the address, or somebody new of whom there is only a name. */
async function personMeant(
  tx: Tx,
  who: Principal,
  { citizenId, citizenName }: { citizenId?: string | undefined; citizenName?: string | undefined },
  at: KnownHandle | null,
): Promise<{ id: string; name: string } | null> {
  if (citizenId) return knownCitizen(tx, who, citizenId);
  if (at) return { id: at.citizenId, name: at.citizenName };
  return citizenName ? newCitizen(tx, citizenName) : null;
}

/** An address that an agent wrote down, with its person under the name that the agent may know: none that only hidden cases tell. */
export async function addressKnownTo(
  tx: Tx,
  who: Principal,
  address: string,
  name: string | undefined,
): Promise<KnownHandle> {
  const handle = handleOf(address);
  if (!handle) throw wrongField('address', 'no-address');
  const named = name ? { ...handle, name } : handle;
  const known = (await resolveHandles(tx, [named], 'recorded')).get(handleKey(handle))!;
  const [told] = await tx.query(
    `select 1 from cases where citizen_id = $1 and citizen_name = $2 and ($3::uuid[] is null or team_id = any($3)) limit 1`,
    [known.citizenId, known.citizenName, teamsFor(who, 'case.read')],
  );
  return told ? known : { ...known, citizenName: name || handle.value };
}

async function channelFor(tx: Tx, teamId: string, channelId: string | undefined): Promise<string | null> {
  const accounts = await tx.repo(ChannelAccount).find({ where: { enabled: true }, order: { createdAt: 'ASC' } });
  if (channelId && !accounts.some(({ id }) => id === channelId)) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'channelId', message: 'There is no such channel account.' }],
    });
  }
  return channelId ?? accounts.find((account) => account.teamId === teamId)?.id ?? accounts[0]?.id ?? null;
}
