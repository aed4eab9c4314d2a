import { Case, type Tx } from '@guichet/database';
import { appendEntry } from '../timeline/append-entries.js';
import { setStatus } from '../timeline/build-case-and-set-status.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

/** Ends a snooze. Where the job is late, repeated or overtaken by a change, it does nothing. */
export async function wakeCase(tx: Tx, caseId: string, until: string): Promise<void> {
  const item = await tx.repo(Case).findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  if (!item || item.status !== 'snoozed' || item.snoozeUntil?.toISOString() !== until) return;
  await reopen(tx, item);
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['status'], status: 'open' }, { caseId, teamIds: [item.teamId] });
}

/** Reopens a locked case and says so in its timeline, with the reason where it is not that somebody wrote; the caller saves it. */
export async function reopen(tx: Tx, item: Case, because?: 'not-delivered'): Promise<void> {
  const from = item.status;
  setStatus(item, { to: 'open', now: tx.now });
  await appendEntry(tx, {
    item,
    entry: {
      kind: 'activity',
      data: { type: 'status', from, to: 'open', snoozeUntil: null, ...(because && { because }) },
    },
  });
}
