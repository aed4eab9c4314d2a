import type { Case, Tx } from '@guichet/database';

/**
 * Gives the case into which another one is merged the steps that were added to that one, behind its own, and the ticks of steps of the
 * type that nobody has touched in it. Both are locked. Returns the ids of these steps.
 */
export async function copyStepsOnMerge(tx: Tx, from: Case, into: Case): Promise<string[]> {
  const carried = await tx.query<{ id: string }>(
    `insert into case_step (case_id, id, template_step_id, label, position, done_at, done_by)
     select $2, s.id, s.template_step_id, s.label,
       s.position + (select coalesce(max(o.position) + 1, 0) from case_step o where o.case_id = $2), s.done_at, s.done_by
     from case_step s where s.case_id = $1 and (s.label is not null or s.done_at is not null)
     on conflict do nothing returning id`,
    [from.id, into.id],
  );
  return carried.map(({ id }) => id);
}

/** Takes those steps back that came by a merge and that nobody has changed since. Both cases are locked. */
export async function takeStepsBack(
  tx: Tx,
  { from, into, stepIds }: { from: Case; into: Case; stepIds: readonly string[] },
): Promise<void> {
  if (stepIds.length === 0) return;
  await tx.query(
    `delete from case_step s using case_step origin
     where s.case_id = $2 and s.id = any($3::uuid[]) and origin.case_id = $1 and origin.id = s.id
       and s.label is not distinct from origin.label and s.done_at is not distinct from origin.done_at`,
    [from.id, into.id, stepIds],
  );
}
