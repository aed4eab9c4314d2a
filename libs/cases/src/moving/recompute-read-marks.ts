import type { Tx } from '@guichet/database';
import { readUpTo } from './compute-entry-order.js';
import type { PlacedEntry } from './reorder-entries.js';

/** For each case: how far each agent has read it, by position. */
export type ReadMarks = Map<string, Map<string, number>>;

/** The marks of some cases, locked. */
export async function readMarksOf(tx: Tx, caseIds: readonly string[]): Promise<ReadMarks> {
  const rows = await tx.query<{ caseId: string; agentId: string; position: number }>(
    `select case_id as "caseId", agent_id as "agentId", position from case_read where case_id = any($1::uuid[]) for update`,
    [caseIds],
  );
  const marksOf = (id: string) =>
    new Map(rows.filter(({ caseId }) => caseId === id).map(({ agentId, position }) => [agentId, position]));
  return new Map(caseIds.map((id) => [id, marksOf(id)]));
}

/** Had the agent read an entry, at the place where it was when these marks were made? */
export const isReadIn =
  (marks: ReadMarks) =>
  (agentId: string, { caseId, position }: PlacedEntry): boolean =>
    position <= (marks.get(caseId)?.get(agentId) ?? 0);

export interface NewReadMarks {
  marks: ReadMarks;
  caseId: string;
  order: readonly PlacedEntry[];
  isRead: (agentId: string, entry: PlacedEntry) => boolean;
}

/** Sets the marks of a case for its new order, for all agents who had read something in one of the two cases. */
export async function recomputeReadMarks(tx: Tx, { marks, caseId, order, isRead }: NewReadMarks): Promise<void> {
  const agents = new Set([...marks.values()].flatMap((ofCase) => [...ofCase.keys()]));
  const next = [...agents]
    .map((agent) => [agent, readUpTo(order, (entry) => isRead(agent, entry))] as const)
    .filter(([agent, mark]) => mark > 0 || marks.get(caseId)!.has(agent));
  if (next.length === 0) return;
  await tx.query(
    `insert into case_read (agent_id, case_id, position) select agent_id, $1, position from unnest($2::uuid[], $3::int[]) m(agent_id, position)
     on conflict (agent_id, case_id) do update set position = excluded.position`,
    [caseId, next.map(([agent]) => agent), next.map(([, mark]) => mark)],
  );
}
