import { caseFamily } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** Messages that ask for nothing, or answer nothing. */
const SILENT = ['automatic', 'acknowledgement', 'third-party', 'survey-response', 'imported'];

/**
 * Of a case into which that of another citizen was merged: the case whose citizen a reply to these answers, where somebody else whose case it was
 * has written last and got no reply. Null: nobody else waits. Indexes `entry_move_into`, `message_case`.
 */
export async function answeredWhileOthersWait(
  tx: Tx,
  caseId: string,
  recipients: readonly Handle[],
): Promise<string | null> {
  const [row] = await tx.query<{ answered: string | null }>(
    `${caseFamily('$1::uuid')},
     person as materialized (select distinct z.root_id from family join cases c on c.id = family.id join citizen z on z.id = c.citizen_id),
     recipient as (select distinct z.root_id from unnest($2::text[], $3::text[]) r(type, value)
       join handle h on h.type = r.type and h.value = r.value join citizen z on z.id = h.citizen_id),
     said as (
       select z.root_id, e.id, e.direction, e.from_case_id from message m join timeline_entry e on e.id = m.entry_id
       left join delivery d on d.entry_id = e.id
       join handle h on case e.direction when 'in' then h.id = m.handle_id
         else exists (select from jsonb_array_elements((e.data -> 'to') || (e.data -> 'cc')) w where h.type = w ->> 'type' and h.value = w ->> 'value') end
       join citizen z on z.id = h.citizen_id join person on person.root_id = z.root_id
       where m.case_id = $1 and (select count(*) from person) > 1 and not coalesce(e.data -> 'flags', '[]') ?| $4
         and coalesce(d.state, 'sent') not in ('canceled', 'blocked', 'failed')),
     last as (select distinct on (root_id) root_id, direction from said order by root_id, id desc)
     select coalesce((select from_case_id from said where root_id in (table recipient) and from_case_id is not null order by id desc limit 1), $1::uuid) as answered
     where exists (select from last where direction = 'in' and root_id not in (table recipient))`,
    [caseId, recipients.map(({ type }) => type), recipients.map(({ value }) => value), SILENT],
  );
  return row?.answered ?? null;
}
