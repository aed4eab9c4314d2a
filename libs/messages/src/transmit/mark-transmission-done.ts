import { appendEntry, lockCases, saveCase, setStatus } from '@guichet/cases';
import type { Actor } from '@guichet/contracts';
import { Transmission, type Case, type Tx } from '@guichet/database';
import { currentCases } from '../receive/batch-thread-index.js';

type Found = Pick<Transmission, 'caseId' | 'authority' | 'closes' | 'position' | 'byId' | 'by' | 'doneAt'> & {
  hasLeft: boolean;
  /** The administration has written since. */
  isAnswered: boolean;
  how: 'mail' | 'outside';
};

/**
 * Notes that a transmission is done, once both of its messages have left, or that it is not after all, where one of them has come back.
 * Its case is closed by it where that was wanted and nobody has written since.
 *
 * @param locked the case of the message whose delivery has changed
 */
export async function settleTransmission(tx: Tx, locked: Case, id: string): Promise<void> {
  const item = await caseOf(tx, locked, id);
  const [found] = await tx.query<Found>(
    `select t.case_id as "caseId", t.authority, t.closes, t.position, t.by_id as "byId", t.by, t.done_at as "doneAt",
       case when t.side_conversation_id is null then 'outside' else 'mail' end as how,
       (select bool_and(d.state in ('sent', 'delivered', 'read')) from delivery d where d.transmission_id = t.id) as "hasLeft",
       exists (select 1 from side_message m where m.conversation_id = t.side_conversation_id and m.direction = 'in') as "isAnswered"
     from transmission t where t.id = $1 for update of t`,
    [id],
  );
  if (!found || found.hasLeft === (found.doneAt !== null)) return;
  await tx.repo(Transmission).update({ id }, { doneAt: found.hasLeft ? tx.now : null });
  if (found.hasLeft) await recordDone(tx, item, found);
}

/** The case that a transmission belongs to now, locked. It is another one than that of its notice where an agent has moved that. */
async function caseOf(tx: Tx, locked: Case, id: string): Promise<Case> {
  const { caseId } = await tx.repo(Transmission).findOneOrFail({ select: { caseId: true }, where: { id } });
  const now = (await currentCases(tx, [caseId])).get(caseId);
  return now === locked.id ? locked : (await lockCases(tx, [caseId])).get(caseId)!;
}

async function recordDone(tx: Tx, item: Case, found: Found): Promise<void> {
  const { authority, how, byId, by } = found;
  const actor: Actor = { kind: 'agent', id: byId, name: by };
  const data = { type: 'transmission', what: 'done', how, authority } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
  const closes = isToClose(item, found);
  if (closes) await close(tx, item, actor);
  await saveCase(tx, item);
  const fields = closes ? ['transmission', 'status'] : ['transmission'];
  tx.publish('case.changed', { fields, status: item.status }, { caseId: item.id, teamIds: [item.teamId] });
}

/** What somebody has written since is for an agent to read; a case that was merged meanwhile is about more than this request. */
const isToClose = (item: Case, { closes, caseId, position, isAnswered }: Found): boolean =>
  closes &&
  !isAnswered &&
  item.id === caseId &&
  item.status !== 'closed' &&
  item.status !== 'spam' &&
  item.lastInboundPosition <= position;

async function close(tx: Tx, item: Case, actor: Actor): Promise<void> {
  const data = { type: 'status', from: item.status, to: 'closed', snoozeUntil: null, because: 'transmitted' } as const;
  setStatus(item, { to: 'closed', now: tx.now });
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor });
}
