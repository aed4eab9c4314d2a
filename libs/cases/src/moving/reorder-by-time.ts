import type { Case, Tx } from '@guichet/database';
import { saveCases } from '../timeline/write-cases-and-entries.js';
import { interleave } from './compute-entry-order.js';
import { isReadIn, readMarksOf, recomputeReadMarks } from './recompute-read-marks.js';
import { entriesOf, reorder, summariseCase } from './reorder-entries.js';

/**
 * Puts entries of the past, which stand behind all others of their locked cases, at the places of their times. They are
 * nobody's unread mail; what else an agent has not read stays unread.
 */
export async function reorderByTime(tx: Tx, cases: readonly Case[], entryIds: ReadonlySet<string>): Promise<void> {
  if (cases.length === 0) return;
  const caseIds = cases.map(({ id }) => id);
  const entriesIn = await entriesOf(tx, caseIds);
  const marks = await readMarksOf(tx, caseIds);
  const wasRead = isReadIn(marks);
  for (const item of cases) {
    const { past = [], present = [] } = Object.groupBy(entriesIn(item.id), ({ id }) =>
      entryIds.has(id) ? 'past' : 'present',
    );
    const order = interleave(
      present,
      past.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    );
    await reorder(tx, [[item, order]]);
    const isRead = (agentId: string, entry: (typeof order)[number]) =>
      entryIds.has(entry.id) || wasRead(agentId, entry);
    await recomputeReadMarks(tx, { marks, caseId: item.id, order, isRead });
    await summariseCase(tx, { item, order });
    const audience = { caseId: item.id, teamIds: [item.teamId] };
    tx.publish('case.entries-moved', {}, audience);
  }
  await saveCases(tx, cases);
}
