import type { Database, Delivery, Tx } from '@guichet/database';
import { IS_WITHDRAWN, NOTHING_LEFT } from './withdrawn.js';

export interface Claimed extends Pick<
  Delivery,
  'entryId' | 'caseId' | 'channelId' | 'attempts' | 'recipients' | 'dueAt' | 'startedAt' | 'uncertainSince'
> {
  teamId: string;
  /** With which word somebody to whom it goes has asked that this account write no more. */
  stopWord: string | null;
  /** Its template was withdrawn before anything of it had left. */
  withdrawn: boolean;
}

const CLAIMED = `d.entry_id as "entryId", d.case_id as "caseId", d.channel_id as "channelId", c.team_id as "teamId", d.attempts,
  d.recipients, d.due_at as "dueAt", d.started_at as "startedAt", d.uncertain_since as "uncertainSince",
  (select w.word from timeline_entry e cross join lateral jsonb_array_elements((e.data -> 'to') || (e.data -> 'cc')) r
   join handle h on h.type = r ->> 'type' and h.value = r ->> 'value'
   join consent w on w.channel_id = d.channel_id and w.handle_id = h.id and not w.given
   where e.id = d.entry_id limit 1) as "stopWord",
  exists (select 1 from template_use u where u.entry_id = d.entry_id and ${IS_WITHDRAWN}) and ${NOTHING_LEFT} as withdrawn`;

/**
 * Takes what is due into `sending`: of each account no more than it has room for, so that one dead relay does not hold up
 * the others; by each account of each case the oldest only, as answers leave in order. What is meant for a later day keeps
 * nobody waiting. Entry ids are in time order. Indexes `delivery_due` and `delivery_case`.
 */
export async function claimDue(
  tx: Tx,
  room: number,
  perChannel: number,
  inFlight: readonly Claimed[],
): Promise<Claimed[]> {
  const busy = Map.groupBy(inFlight, ({ channelId }) => channelId);
  const result = await tx.query(
    `with due as (
       select d.entry_id from channel_account a
       left join unnest($4::uuid[], $5::int[]) busy(channel_id, n) on busy.channel_id = a.id
       cross join lateral (
         select d.entry_id, d.due_at from delivery d
         where d.channel_id = a.id and d.state in ('held', 'queued') and d.due_at <= $1 and not exists (
           select 1 from delivery earlier
           where earlier.case_id = d.case_id and earlier.channel_id = d.channel_id and earlier.entry_id < d.entry_id
             and (earlier.state in ('queued', 'sending') or (earlier.state = 'held' and earlier.due_at < $1 + interval '1 minute')))
         order by d.due_at limit greatest(0, $3 - coalesce(busy.n, 0))
       ) d order by d.due_at limit $2
     )
     update delivery d set state = 'sending', started_at = $1, changed_at = $1, attempts = d.attempts + 1
     from due, cases c where d.entry_id = due.entry_id and d.state in ('held', 'queued') and c.id = d.case_id
     returning ${CLAIMED}`,
    [tx.now, room, perChannel, [...busy.keys()], [...busy.values()].map(({ length }) => length)],
  );
  // TypeORM answers `[rows, count]` for an update that returns.
  return result[0] as unknown as Claimed[];
}

/** What an earlier process left in mid-send; what this one itself is sending is not among it. Index `delivery_sending`. */
export const interrupted = (database: Database, inFlight: readonly Claimed[]): Promise<Claimed[]> =>
  database.read<Claimed>(
    `select ${CLAIMED} from delivery d join cases c on c.id = d.case_id
     where d.state = 'sending' and not (d.entry_id = any($1::uuid[])) order by d.entry_id`,
    [inFlight.map(({ entryId }) => entryId)],
  );
