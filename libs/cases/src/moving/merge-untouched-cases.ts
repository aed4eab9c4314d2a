import type { Handle } from '@guichet/contracts';
import { authenticationOf, type Case, type Tx } from '@guichet/database';
import { entriesOf } from './reorder-entries.js';
import { transfer } from './transfer-entries.js';

/** A case in which nobody has done anything: one person has written to one account. */
export interface UntouchedCase {
  accountId: string;
  teamId: string;
  sender: Pick<Handle, 'type' | 'value'>;
}

/**
 * Which of some locked cases nobody has touched, by their ids: an open case, not restricted, that holds mails of one address to one account and what the
 * system said about them; no reply but those of the history of a mailbox, no note, nothing an agent has done or begun, no message of a third party or of a sender who may be another one. Indexes
 * `timeline_entry_position`, `message_case`.
 */
export const untouchedCases = (tx: Tx, caseIds: readonly string[]): Promise<Map<string, UntouchedCase>> =>
  untouched(tx, { caseIds, those: `c.status = 'open'` });

/** Which of some locked cases are still as the history of a mailbox brought them, as `untouchedCases` does for those at work. */
export const untouchedHistory = (tx: Tx, caseIds: readonly string[]): Promise<Map<string, UntouchedCase>> =>
  untouched(tx, { caseIds, those: `c.status = 'closed' and c.imported_at is not null` });

async function untouched(
  tx: Tx,
  { caseIds, those }: { caseIds: readonly string[]; those: string },
): Promise<Map<string, UntouchedCase>> {
  const rows = await tx.query<{ id: string; teamId: string; accountIds: string[]; senders: UntouchedCase['sender'][] }>(
    `select c.id, c.team_id as "teamId",
       array(select distinct m.channel_account_id from message m where m.case_id = c.id) as "accountIds",
       (select coalesce(jsonb_agg(jsonb_build_object('type', h.type, 'value', h.value)), '[]')
        from case_participant p join handle h on h.id = p.handle_id where p.case_id = c.id) as senders
     from cases c
     where c.id = any($1::uuid[]) and ${those} and c.merged_into_id is null and c.restricted_to is null and c.channels <@ '{email}'
       and not exists (select 1 from draft d where d.case_id = c.id)
       and not exists (select 1 from shared_draft s where s.case_id = c.id and s.sent_entry_id is null)
       and not exists (
         select 1 from timeline_entry e where e.case_id = c.id and not case e.kind
           when 'message' then (e.direction = 'in' or e.data -> 'flags' ?| array['imported', 'acknowledgement']) and not e.data -> 'flags' ? 'third-party'
             and coalesce(${authenticationOf('e')} ->> 'verdict', 'unknown') not in ('failed', 'unauthenticated')
           else e.kind = 'activity' and e.actor_kind = 'system' end)`,
    [caseIds],
  );
  return new Map(
    rows.flatMap(({ id, teamId, accountIds: [accountId, ...accounts], senders: [sender, ...senders] }) =>
      accountId && sender && accounts.length + senders.length === 0 ? [[id, { accountId, teamId, sender }]] : [],
    ),
  );
}

/**
 * Merges a locked case into another one, because a message proved that they are one correspondence. Both timelines say so, and
 * an agent can undo it. The caller has seen that both are untouched.
 */
export async function mergeAsOneCorrespondence(tx: Tx, { from, into }: { from: Case; into: Case }): Promise<void> {
  const entriesIn = await entriesOf(tx, [from.id, into.id]);
  const entries = entriesIn(from.id);
  await transfer(tx, tx.actor, { how: 'merged', because: 'one-correspondence', from, into, entriesIn, entries });
}
