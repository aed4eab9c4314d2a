import { parameters, reach, scope, type Principal } from '@guichet/access';
import type { Reader, Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { isOf, type BlockableSender } from './blockable-sender.js';

/**
 * The addresses from which messages in a case came. A call or a visit that an agent recorded is none: by it, they would decide on
 * senders, and read what others noted of them, of whom they have never had a message.
 *
 * @throws Failure `not-found` for a case that the agent may not read
 */
export async function sendersIn(reader: Pick<Reader, 'query'>, who: Principal, caseId: string): Promise<string[]> {
  const { values, bind } = parameters(caseId);
  const [row] = await reader.query<{ senders: string[] }>(
    `select array(select distinct e.data -> 'from' ->> 'value' from timeline_entry e
       where e.case_id = c.id and e.kind = 'message' and e.direction = 'in' and e.data -> 'from' ->> 'value' is not null
         and not e.data -> 'flags' ? 'recorded') as senders
     from cases c where c.id = $1 and ${scope(who, 'case.read').sql('c', bind)}`,
    values,
  );
  if (!row) throw new Failure('not-found');
  return row.senders;
}

/**
 * Refuses an agent who decides on a sender whom they do not see: the block list concerns the mail of all teams, so that only who
 * may list it decides on everybody.
 *
 * @throws Failure `not-permitted`; `not-found` for the case
 */
export async function refuseUnseen(
  tx: Tx,
  who: Principal,
  { sender, caseId }: { sender: BlockableSender; caseId: string | undefined },
): Promise<void> {
  if (reach(who, 'sender.list') === 'everywhere') return;
  if (!caseId || !(await sendersIn(tx, who, caseId)).some((address) => isOf(sender, address)))
    throw new Failure('not-permitted');
}
