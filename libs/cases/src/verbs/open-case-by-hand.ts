import { actorOf, scope, Scope, scopeOrNone, type Principal } from '@guichet/access';
import { linkNewHandle, shareHandle } from '@guichet/citizens';
import { RecordedKind, type CreateCase } from '@guichet/contracts';
import { CaseParticipant, ChannelAccount, type Case, type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { newCase } from '../timeline/build-case-and-set-status.js';
import { insertCase, saveCase } from '../timeline/write-cases-and-entries.js';
import { usableCaseType } from './case-types.js';
import { knownCitizen, newCitizen } from './set-citizen-of-case.js';
import { personAtAddress } from './person-at-address.js';
import { updateCase } from './update-case.js';

/** Reserves case numbers; a gap where a transaction fails is harmless, a number twice is not. */
export async function newReferences(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.query<{ n: string }>(`select nextval('case_number') as n from generate_series(1, $1)`, [count]);
  return rows.map(({ n }) => `GCH-${tx.now.getUTCFullYear()}-${n.padStart(6, '0')}`);
}

/**
 * Opens a case by hand, about somebody known or new. Returns its id.
 *
 * @throws Failure `invalid-request` for a team, person, address, account or case type that there is not, and as `personAtAddress`; as `updateCase` where whoever
 *   opens it wants it and cannot have it.
 */
export async function openCase(tx: Tx, who: Principal, wanted: CreateCase): Promise<string> {
  const mine = scope(who, 'case.create');
  const teamId = wanted.teamId ?? who.teamIds[0];
  if (!teamId) throw wrongField('teamId', 'no-own-team');
  if (!mine.admitsTeam(teamId)) throw wrongField('teamId', 'no-such-team');
  const [team] = await tx.query(`select 1 from team where id = $1`, [teamId]);
  if (!team) throw wrongField('teamId', 'no-such-team');

  const chosen = wanted.citizenId ? await knownCitizen(tx, who, { id: wanted.citizenId, teamId }) : null;
  if (chosen && wanted.address) {
    const audience = { teamIds: [teamId], caseId: null };
    await linkNewHandle(tx, who, { address: wanted.address, citizenId: chosen.id, audience });
  }
  const at = wanted.address ? await personAtAddress(tx, who, personWanted(wanted.address, { wanted, chosen })) : null;
  const about = at?.person ?? chosen ?? (wanted.citizenName ? await newCitizen(tx, wanted.citizenName) : null);
  const channel = await channelFor(tx, who, { teamId, wanted: wanted.channelAccountId });
  const [reference] = await newReferences(tx, 1);
  const item = newCase({
    reference: reference!,
    subject: wanted.subject,
    teamId,
    citizenId: about?.id ?? null,
    citizenName: about?.name ?? '',
    channelAccountId: channel,
    caseTypeId: await usableCaseType(tx, wanted.caseTypeId ?? null, teamId),
    openedAt: tx.now,
  });
  await insertCase(tx, item);
  if (at) {
    await tx.repo(CaseParticipant).insert({ caseId: item.id, handleId: at.handle.id });
    await shareHandle(tx, who, { item, handleId: at.handle.id, citizenId: at.person.id });
  }
  await appendEntry(tx, { item, entry: { kind: 'activity', data: { type: 'opened' } }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.opened', { entryId: null, channelAccountId: null }, { caseId: item.id, teamIds: [teamId] });
  if (wanted.assignToMe && mayTake(who, item))
    await updateCase(tx, who, { id: item.id, wanted: { assigneeId: who.id } });
  return item.id;
}

/** Whoever was chosen is meant, whose address it may be. */
const personWanted = (
  address: string,
  { wanted: { citizenName, meant }, chosen }: { wanted: CreateCase; chosen: { id: string; name: string } | null },
) => ({
  address,
  named: chosen ?? (citizenName ? { name: citizenName } : null),
  meant: meant ?? (chosen ? 'named' : undefined),
});

/** Whoever may open a case in a team may not always take it: the case is then opened all the same. */
const mayTake = (who: Principal, item: Case): boolean =>
  (['case.update', 'case.assign'] as const).every((permission) => scopeOrNone(who, permission)?.admits(item));

/** The account that was chosen, of those that the agent may know; else one of the team, else one that all teams share. */
async function channelFor(
  tx: Tx,
  who: Principal,
  { teamId, wanted }: { teamId: string; wanted: string | undefined },
): Promise<string | null> {
  const known = scopeOrNone(who, 'channel.read') ?? Scope.none;
  const accounts = (
    await tx.repo(ChannelAccount).find({ where: { enabled: true }, order: { createdAt: 'ASC' } })
  ).filter((account) => account.shared || account.teamId === teamId || known.admitsTeam(account.teamId));
  if (wanted && !accounts.some(({ id }) => id === wanted)) throw wrongField('channelAccountId', 'no-such-account');
  const sending = accounts.filter(({ kind }) => !RecordedKind.safeParse(kind).success);
  const usual = accounts.find((account) => account.teamId === teamId) ?? sending.find(({ shared }) => shared);
  return wanted ?? usual?.id ?? null;
}
