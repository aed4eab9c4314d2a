import { parameters, scope, type Principal } from '@guichet/access';
import type { Ageing } from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/** SQL: how many of the counted cases these are. */
const sum = (condition: string): string => `coalesce(sum(n) filter (where ${condition}), 0)`;

/**
 * Returns how old the unfinished cases of each team are, teams with the oldest cases first. Index-only scan of `cases_age`, from which
 * restricted cases are subtracted by `cases_restricted`.
 */
export async function ageing(reader: Reader, who: Principal): Promise<Ageing> {
  const { values, bind } = parameters(reader.now);
  const rows = await reader.query<{ id: string; name: string; counts: Ageing['items'][number]['counts'] }>(
    `select t.id, t.name, c.counts from team t
     cross join lateral (
       select array[
           ${sum(`opened_at > $1::timestamptz - interval '1 day'`)},
           ${sum(`opened_at <= $1::timestamptz - interval '1 day' and opened_at > $1::timestamptz - interval '3 days'`)},
           ${sum(`opened_at <= $1::timestamptz - interval '3 days' and opened_at > $1::timestamptz - interval '7 days'`)},
           ${sum(`opened_at <= $1::timestamptz - interval '7 days' and opened_at > $1::timestamptz - interval '30 days'`)},
           ${sum(`opened_at <= $1::timestamptz - interval '30 days'`)}]::int[] as counts, coalesce(sum(n), 0) as n
       from (select opened_at, 1 as n from cases where team_id = t.id and status not in ('closed', 'spam')
         union all select opened_at, -1 from cases where restricted_to is not null and team_id = t.id and status not in ('closed', 'spam')) counted) c
     where c.n > 0 and ${scope(who, 'metrics.read').sqlTeam('t.id', bind)} order by c.counts[5] desc, c.n desc, t.id`,
    values,
  );
  return { items: rows.map(({ id, name, counts }) => ({ team: { id, name }, counts })) };
}
