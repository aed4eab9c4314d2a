import type { Case, Tx } from '@guichet/database';

/** Of an entry, where its number took no part when it came; see `PlacedEntry`. */
interface Arrival {
  id: string;
  cameApartIn: string | null;
  handleId: string | null;
}

/**
 * The ids of the messages of nobody for certain that have found their case by a move: they came to another one, and their number takes
 * part here, or will by this move (`adopted`). Index `case_participant_pkey`.
 */
export async function clearedIn(
  tx: Tx,
  { id }: Case,
  { order, adopted }: { order: readonly Arrival[]; adopted: readonly string[] },
): Promise<Set<string>> {
  const moved = order.filter(({ cameApartIn }) => cameApartIn !== null && cameApartIn !== id);
  if (moved.length === 0) return new Set();
  const part = await tx.query<{ id: string }>(`select handle_id as id from case_participant where case_id = $1`, [id]);
  const handles = new Set(part.map((row) => row.id));
  const isCleared = (entry: Arrival) => adopted.includes(entry.id) || handles.has(entry.handleId ?? '');
  return new Set(moved.filter(isCleared).map((entry) => entry.id));
}
