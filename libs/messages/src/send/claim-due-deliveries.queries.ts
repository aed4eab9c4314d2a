import { holdsInTeam, isActiveAgent } from '@guichet/access';
import type { Delivery, Tx, Reader } from '@guichet/database';
import { IS_WITHDRAWN, NOTHING_READ } from './unsent-conditions-and-template-withdrawal.js';

/** A delivery that this process is about to send. */
export interface ClaimedDelivery extends Pick<
  Delivery,
  | 'entryId'
  | 'sideConversationId'
  | 'caseId'
  | 'channelAccountId'
  | 'attempts'
  | 'recipients'
  | 'dueAt'
  | 'startedAt'
  | 'uncertainSince'
> {
  teamId: string;
  /**
   * The keyword by which one of its recipients opted out of messages from this account; null when none of them did.
   */
  optOutWord: string | null;
  /** Its template was withdrawn before anybody read anything of it. */
  isWithdrawn: boolean;
  /** It names its author, who is anonymous since, and nobody has read anything of it. */
  namesAnonymous: boolean;
  /** It was scheduled by an agent who may no longer answer in the case, and nobody has decided on it since. */
  authorMayNot: boolean;
  /** How many attempts in a row the server of its account had failed when it was claimed. */
  knownFaults: number;
}

/** SQL condition on a delivery `d` in the case `c`: its author was to be named, and is named to no citizen now. */
export const NAMES_ANONYMOUS = `exists (
  select from timeline_entry e join anonymity y on y.ended_at is null and (y.agent_id = e.actor_id or y.team_id = c.team_id)
  where e.id = d.entry_id and e.actor_kind = 'agent' and e.data -> 'signedAs' is null)`;

const CLAIMED = `d.entry_id as "entryId", d.side_conversation_id as "sideConversationId", d.case_id as "caseId", d.channel_account_id as "channelAccountId", c.team_id as "teamId", d.attempts,
  d.recipients, d.due_at as "dueAt", d.started_at as "startedAt", d.uncertain_since as "uncertainSince",
  (select w.word from timeline_entry e cross join lateral jsonb_array_elements((e.data -> 'to') || (e.data -> 'cc') || coalesce(e.data -> 'bcc', '[]')) r
   join handle h on h.type = r ->> 'type' and h.value = r ->> 'value'
   join consent w on w.channel_account_id = d.channel_account_id and w.handle_id = h.id and not w.given
   where e.id = d.entry_id limit 1) as "optOutWord",
  exists (
    select 1 from (select version_id, block_version_ids from template_use where entry_id = d.entry_id
      union all select version_id, block_version_ids from automatic_message where entry_id = d.entry_id) u where ${IS_WITHDRAWN}) and ${NOTHING_READ} as "isWithdrawn",
  coalesce((select o.failures from sending_outage o where o.channel_account_id = d.channel_account_id), 0) as "knownFaults",
  ${NAMES_ANONYMOUS} and ${NOTHING_READ} as "namesAnonymous"`;

/** SQL condition: the agent or service account `a` may answer in the case `c`. */
const MAY_ANSWER = `(${isActiveAgent('a')} and ${holdsInTeam('case.reply', { agent: 'a', team: 'c.team_id', assignee: 'c.assignee_id' })}
  and (c.restricted_to is null or a.id = any(c.restricted_to)))`;

/**
 * SQL condition on a delivery `d` of a case `c`: somebody wrote it for later and may no longer answer there. Between the two can be
 * weeks; an undo delay of seconds is no such time.
 */
const AUTHOR_MAY_NOT = `d.scheduled_for is not null and exists (select 1 from timeline_entry e join agent a on a.id = e.actor_id
  where e.id = d.entry_id and e.actor_kind = 'agent' and not ${MAY_ANSWER})`;

/**
 * Claims the deliveries that are due by setting them to `sending`. Of each account at most `perAccount` are claimed, so that
 * one dead relay does not delay the others; of one whose server has failed, a single one, and after
 * several faults only from time to time. Within a case and account only the oldest is, as messages are sent in order; a
 * message that is scheduled for later delays no other, and a side conversation does not delay the citizen's answers. Entry ids are in time order. Indexes `delivery_due`, `delivery_case`.
 */
export async function claimDue(
  tx: Tx,
  inFlight: readonly ClaimedDelivery[],
  { room, perAccount }: { room: number; perAccount: number },
): Promise<ClaimedDelivery[]> {
  const busy = Map.groupBy(inFlight, ({ channelAccountId }) => channelAccountId);
  return tx.query<ClaimedDelivery>(
    `with due as (
       select d.entry_id, d.state from channel_account a
       left join unnest($4::uuid[], $5::int[]) busy(channel_account_id, n) on busy.channel_account_id = a.id
       left join sending_outage o on o.channel_account_id = a.id
       cross join lateral (
         select d.entry_id, d.due_at, d.state from delivery d
         where d.channel_account_id = a.id and d.state in ('scheduled', 'queued') and d.due_at <= $1 and not exists (
           select 1 from delivery earlier
           where earlier.case_id = d.case_id and earlier.channel_account_id = d.channel_account_id and earlier.entry_id < d.entry_id
             and earlier.side_conversation_id is not distinct from d.side_conversation_id
             and (earlier.state in ('queued', 'sending') or (earlier.state = 'scheduled' and earlier.due_at < $1 + interval '1 minute')))
         order by d.due_at limit greatest(0, case when o.failures is null then $3 when o.probe_at is null or o.probe_at <= $1 then 1 else 0 end - coalesce(busy.n, 0))
       ) d order by d.due_at limit $2
     )
     update delivery d set state = 'sending', started_at = $1, changed_at = $1, attempts = d.attempts + 1
     from due, cases c where d.entry_id = due.entry_id and d.state in ('scheduled', 'queued') and c.id = d.case_id
     returning ${CLAIMED}, due.state = 'scheduled' and ${AUTHOR_MAY_NOT} as "authorMayNot"`,
    [tx.now, room, perAccount, [...busy.keys()], [...busy.values()].map(({ length }) => length)],
  );
}

/**
 * Whether a delivery is due: asked before a transaction is begun to claim some, as mostly there is none, and to plan the claim takes
 * longer than all else. Index `delivery_due`.
 */
export async function isAnyDue({ query, now }: Reader): Promise<boolean> {
  const rows = await query(`select 1 from delivery where state in ('scheduled', 'queued') and due_at <= $1 limit 1`, [
    now,
  ]);
  return rows.length > 0;
}

/** Deliveries that another process was sending when it ended. Index `delivery_sending`. */
export const findInterrupted = (reader: Reader, inFlight: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]> =>
  reader.query<ClaimedDelivery>(
    `select ${CLAIMED}, false as "authorMayNot" from delivery d join cases c on c.id = d.case_id
     where d.state = 'sending' and not (d.entry_id = any($1::uuid[])) order by d.entry_id`,
    [inFlight.map(({ entryId }) => entryId)],
  );
