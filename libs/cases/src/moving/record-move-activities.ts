import type { Activity, Actor, CaseStatus } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { appendEntries, appendEntry } from '../timeline/append-entries.js';
import { setStatus } from '../timeline/build-case-and-set-status.js';

type Moved = Extract<Activity, { type: 'moved' }>;

/** Says in both cases that entries were moved. */
export async function recordMove(
  tx: Tx,
  actor: Actor,
  { from, into, ...move }: { from: Case; into: Case } & Pick<Moved, 'moveId' | 'how' | 'count' | 'because' | 'reason'>,
): Promise<void> {
  const activity = (direction: Moved['direction'], { id, reference }: Case): Moved => ({
    ...{ type: 'moved', ...move, direction, caseId: id, reference },
  });
  await appendEntries(tx, [
    { item: from, entry: { kind: 'activity', data: activity('out', into) }, actor },
    { item: into, entry: { kind: 'activity', data: activity('in', from) }, actor },
  ]);
}

/** Says in both cases that a move was undone. */
export async function recordUndo(
  tx: Tx,
  actor: Actor,
  { moveId, how, cases: [one, other] }: Pick<Moved, 'moveId' | 'how'> & { cases: [Case, Case] },
): Promise<void> {
  const activity = ({ id, reference }: Case): Activity => ({ type: 'move-undone', moveId, how, caseId: id, reference });
  await appendEntries(tx, [
    { item: one, entry: { kind: 'activity', data: activity(other) }, actor },
    { item: other, entry: { kind: 'activity', data: activity(one) }, actor },
  ]);
}

/** Changes the status of a locked case and says so in its timeline; does nothing where it has that status. `undo`: this takes its last change back. */
export async function changeStatus(
  tx: Tx,
  actor: Actor,
  { item, to, snoozeUntil = null, undo }: { item: Case; to: CaseStatus; snoozeUntil?: Date | null; undo?: true },
): Promise<void> {
  const from = item.status;
  if (from === to) return;
  setStatus(item, { to, now: tx.now, snoozeUntil });
  const until = item.snoozeUntil?.toISOString() ?? null;
  const data = { type: 'status', from, to, snoozeUntil: until, ...(undo && { undo }) } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
}

/** Publishes that entries changed between two cases. */
export function publishMove(tx: Tx, one: Case, another: Case): void {
  for (const item of [one, another]) {
    const audience = { caseId: item.id, teamIds: [item.teamId] };
    tx.publish('case.entries-moved', {}, audience);
    tx.publish('case.changed', { fields: ['moved'], status: item.status }, audience);
  }
}
