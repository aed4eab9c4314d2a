import { Case, type Tx } from '@guichet/database';
import { record } from './entries.js';
import { saveCase, setStatus } from './save.js';

/** The end of a snooze. Late, repeated or overtaken by a change, it does nothing. */
export async function wakeCase(tx: Tx, caseId: string, until: string): Promise<void> {
  const item = await tx.repo(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  if (!item || item.status !== 'snoozed' || item.snoozeUntil?.toISOString() !== until) return;
  await reopen(tx, item);
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['status'], status: 'open' }, { caseId, teamIds: [item.teamId] });
}

/** Brings a locked case back to the queue, and says so. */
export async function reopen(tx: Tx, item: Case): Promise<void> {
  const from = item.status;
  setStatus(item, 'open', tx.now);
  await record(tx, item, { kind: 'fact', data: { type: 'status', from, to: 'open', snoozeUntil: null } });
}
