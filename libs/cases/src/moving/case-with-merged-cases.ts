/**
 * SQL: `family(id)`, the beginning of a statement on a case and all that were merged into it: what belongs to those is read in it,
 * until the merge is undone. Index `entry_move_into`.
 */
export const caseFamily = (caseId: string): string => `with recursive family(id) as (
  select ${caseId} union
  select m.from_id from family join entry_move m on m.into_id = family.id and m.how = 'merged' and m.undone_at is null)`;
