import type { Tx } from '@guichet/database';
import { z } from 'zod';

/** The link from one case to another; null where there is none. */
export const LinkState = z.enum(['suggested', 'linked', 'dismissed']).nullable();
export type LinkState = z.infer<typeof LinkState>;

/** The links between two cases, by the id of the case that has each. */
export async function linksBetween(tx: Tx, one: string, other: string): Promise<(caseId: string) => LinkState> {
  const rows = await tx.query<{ caseId: string; state: LinkState }>(
    `select case_id as "caseId", state from case_link where (case_id, other_id) in (($1::uuid, $2::uuid), ($2, $1))`,
    [one, other],
  );
  return (id) => rows.find(({ caseId }) => caseId === id)?.state ?? null;
}

/** Links two cases in both directions. */
export async function linkBoth(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query(
    `insert into case_link (case_id, other_id, state) values ($1, $2, 'linked'), ($2, $1, 'linked')
     on conflict (case_id, other_id) do update set state = excluded.state`,
    [one, other],
  );
}

/** Gives a case back the link that it had. */
export async function restoreLink(
  tx: Tx,
  { caseId, otherId, state }: { caseId: string; otherId: string; state: LinkState },
): Promise<void> {
  if (state === null) await tx.query(`delete from case_link where case_id = $1 and other_id = $2`, [caseId, otherId]);
  else await tx.query(`update case_link set state = $3 where case_id = $1 and other_id = $2`, [caseId, otherId, state]);
}

/**
 * Links the case that is left by a merge to what the one that is gone was linked to, as that was, in both directions. Cases that were
 * merged have gone themselves. Returns the ids of those to which it had no link before.
 */
export async function copyLinksOnMerge(
  tx: Tx,
  { id: fromId }: { id: string },
  { id: intoId }: { id: string },
): Promise<string[]> {
  const copied = await tx.query<{ otherId: string }>(
    `insert into case_link (case_id, other_id, state, kind)
     select $2, l.other_id, 'linked', l.kind from case_link l join cases o on o.id = l.other_id
     where l.case_id = $1 and l.state = 'linked' and l.other_id <> $2 and o.merged_into_id is null
     on conflict (case_id, other_id) do nothing returning other_id as "otherId"`,
    [fromId, intoId],
  );
  const otherIds = copied.map(({ otherId }) => otherId);
  await tx.query(
    `insert into case_link (case_id, other_id, state, kind)
     select l.case_id, $2, 'linked', l.kind from case_link l where l.other_id = $1 and l.case_id = any($3::uuid[]) and l.state = 'linked'
     on conflict (case_id, other_id) do nothing`,
    [fromId, intoId, otherIds],
  );
  await publishLinks(tx, otherIds);
  return otherIds;
}

/** What others see of a case that was linked to one of two by a merge, or is no more. */
async function publishLinks(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const cases = await tx.query<{ id: string; teamId: string }>(
    `select id, team_id as "teamId" from cases where id = any($1::uuid[])`,
    [caseIds],
  );
  for (const { id: caseId, teamId } of cases)
    tx.publish('case.changed', { fields: ['links'] }, { caseId, teamIds: [teamId] });
}

/** Removes the links that `into` had by the merge of `from`, but for those that are another kind of link since. */
export async function takeLinksBack(
  tx: Tx,
  { from, into, otherIds }: { from: { id: string }; into: { id: string }; otherIds: readonly string[] },
): Promise<void> {
  const gone = await tx.query<{ otherId: string }>(
    `delete from case_link l using case_link own where l.case_id = $2 and l.other_id = any($3::uuid[]) and l.state = 'linked'
     and own.case_id = $1 and own.other_id = l.other_id and own.kind = l.kind returning l.other_id as "otherId"`,
    [from.id, into.id, otherIds],
  );
  const ids = gone.map(({ otherId }) => otherId);
  await tx.query(`delete from case_link where other_id = $1 and case_id = any($2::uuid[]) and state = 'linked'`, [
    into.id,
    ids,
  ]);
  await publishLinks(tx, ids);
}
