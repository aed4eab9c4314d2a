import { actorOf, caseFor, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { NAMED_SENDER, type NamedSender } from '../timeline/named-sender.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { isSamePerson } from './is-same-person.js';

/**
 * Says that the citizen of the case has written a message by a number that two people use, or takes that back (null). It is what an agent says
 * of the message, as a note is: whoever takes part in the case, and by what they are answered, stays as it was.
 *
 * @throws Failure `not-found` for a case that the agent may not see; `conflict` for one that was merged; `invalid-request` for what is no
 *   message of it of which the sender is not certain, and for anybody but the citizen of the case: what others wrote is moved.
 */
export async function nameSender(
  tx: Tx,
  who: Principal,
  { caseId, entryId, citizenId }: { caseId: string; entryId: string; citizenId: string | null },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.note' });
  const [message] = await tx.query<{ named: NamedSender | null }>(
    `select ${NAMED_SENDER} as named from timeline_entry e
     where e.id = $1 and e.case_id = $2 and e.kind = 'message' and e.data -> 'flags' ? 'sender-uncertain'`,
    [entryId, caseId],
  );
  if (!message) throw wrongField('entryId', 'no-such-entry');
  if (citizenId !== null && !(await isSamePerson(tx, citizenId, item.citizenId)))
    throw wrongField('citizenId', 'no-such-citizen');
  // Under the name that the case shows, which whoever may read it knows: elsewhere they may be called otherwise.
  const [id, to] = citizenId === null ? [null, null] : [item.citizenId, item.citizenName];
  const { id: before, name: from } = message.named ?? { id: null, name: null };
  if (before === id) return;
  const data = { type: 'sender-named', entryId, citizenId: id, from, to } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('message.changed', { entryId }, { caseId, teamIds: [item.teamId] });
}
