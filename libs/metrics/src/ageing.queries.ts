import { teamsFor, type Principal } from '@guichet/access';
import type { Ageing } from '@guichet/contracts';
import type { Database } from '@guichet/database';

/** How old the unfinished cases of each team are, the oldest in its teams first. Index `cases_age`, of which nothing else is read. */
export async function ageing(database: Database, who: Principal): Promise<Ageing> {
  const rows = await database.read<{ id: string; name: string; counts: Ageing['items'][number]['counts'] }>(
    `select t.id, t.name, c.counts from team t
     cross join lateral (
       select array[count(*) filter (where opened_at > $2::timestamptz - interval '1 day'),
         count(*) filter (where opened_at <= $2::timestamptz - interval '1 day' and opened_at > $2::timestamptz - interval '3 days'),
         count(*) filter (where opened_at <= $2::timestamptz - interval '3 days' and opened_at > $2::timestamptz - interval '7 days'),
         count(*) filter (where opened_at <= $2::timestamptz - interval '7 days' and opened_at > $2::timestamptz - interval '30 days'),
         count(*) filter (where opened_at <= $2::timestamptz - interval '30 days')]::int[] as counts, count(*) as n
       from cases where team_id = t.id and status <> 'closed') c
     where c.n > 0 and ($1::uuid[] is null or t.id = any($1)) order by c.counts[5] desc, c.n desc, t.id`,
    [teamsFor(who, 'metrics.read'), database.now()],
  );
  return { items: rows.map(({ id, name, counts }) => ({ team: { id, name }, counts })) };
}
