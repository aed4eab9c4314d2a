import type { Delivery, Tx } from '@guichet/database';

export interface Claimed {
  entryId: string;
  caseId: string;
  channelId: string;
  teamId: string;
  attempts: number;
  recipients: Delivery['recipients'];
}

/**
 * Takes what is due into `sending`: of each account no more than it has room for, so that one dead relay does not hold up
 * the others; of each case the oldest only, as its answers leave in order. What is meant for a later day keeps nobody
 * waiting. Entry ids are in time order. Indexes `delivery_due` and `delivery_case`.
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
           where earlier.case_id = d.case_id and earlier.entry_id < d.entry_id
             and (earlier.state in ('queued', 'sending') or (earlier.state = 'held' and earlier.due_at < $1 + interval '1 minute')))
         order by d.due_at limit greatest(0, $3 - coalesce(busy.n, 0))
       ) d order by d.due_at limit $2
     )
     update delivery d set state = 'sending', started_at = $1, changed_at = $1, attempts = d.attempts + 1
     from due, cases c where d.entry_id = due.entry_id and d.state in ('held', 'queued') and c.id = d.case_id
     returning d.entry_id as "entryId", d.case_id as "caseId", d.channel_id as "channelId", c.team_id as "teamId", d.attempts, d.recipients`,
    [tx.now, room, perChannel, [...busy.keys()], [...busy.values()].map(({ length }) => length)],
  );
  // TypeORM answers `[rows, count]` for an update that returns.
  return result[0] as unknown as Claimed[];
}

/**
 * What an earlier process left in mid-send: sent again where that is harmless (`repeatable` accounts), else of unknown
 * fate. What this process itself is sending is not among it.
 */
export async function recoverInterrupted(
  tx: Tx,
  repeatable: readonly string[],
  inFlight: readonly Claimed[],
): Promise<void> {
  const result = await tx.query(
    `update delivery d set state = case when d.channel_id = any($1::uuid[]) then 'queued' else 'unknown' end, due_at = $2, changed_at = $2
     from cases c where c.id = d.case_id and d.state = 'sending' and not (d.entry_id = any($3::uuid[]))
     returning d.entry_id as "entryId", d.case_id as "caseId", c.team_id as "teamId", d.state`,
    [repeatable, tx.now, inFlight.map(({ entryId }) => entryId)],
  );
  const recovered = result[0] as unknown as {
    entryId: string;
    caseId: string;
    teamId: string;
    state: 'queued' | 'unknown';
  }[];
  for (const { entryId, caseId, teamId, state } of recovered) {
    tx.publish('delivery.changed', { entryId, status: state }, { caseId, teamIds: [teamId] });
  }
}
