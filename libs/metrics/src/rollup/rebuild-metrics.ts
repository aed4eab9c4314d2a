import type { Database, Tx } from '@guichet/database';
import { rollupsOf } from './granularities.js';
import { countedMetrics } from '../metrics/registry.js';
import { lockMetrics, recountPoints } from './recount-points.queries.js';

const METRICS = { kind: 'system', name: 'Metrics' } as const;
/** Cases in one transaction. */
const CHUNK = 4000;

/**
 * Everything anew from the timelines, while the reader goes on: cases some at a time, then each month of each zone. Ends
 * with what it would have come to by itself.
 */
export async function rebuildMetrics(database: Database): Promise<void> {
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const from: string = after;
    after = await database.write(METRICS, async (tx) => {
      await lockMetrics(tx);
      const rows = await tx.query<{ id: string }>(`select id from cases where id > $1 order by id limit ${CHUNK}`, [
        from,
      ]);
      await recountPoints(
        tx,
        rows.map(({ id }) => id),
      );
      return rows.at(-1)?.id ?? null;
    });
  }
  for (const { zone } of await database.query<{ zone: string }>(`select zone from metric_zone`))
    await buildZone(database, zone);
}

/** Adds up all points by the days of a time zone, month by month. */
export async function buildZone(database: Database, zone: string): Promise<void> {
  const months = await database.query<{ month: string }>(
    `select to_char(month, 'YYYY-MM-DD') as month from (
       select min(from_at) as first, max(to_at) as last from (
         select min(at) at time zone $1 as from_at, max(at) at time zone $1 as to_at from metric_point
         union all select min(day), max(day) from metric_rollup where zone = $1) known) span,
       generate_series(date_trunc('month', first), last, interval '1 month') month`,
    [zone],
  );
  for (const { month } of months)
    await database.write(METRICS, async (tx) => {
      await lockMetrics(tx);
      await buildMonth(tx, zone, month);
    });
  await database.write(METRICS, (tx) => tx.query(`update metric_zone set ready = true where zone = $1`, [zone]));
}

/** Index `metric_point_at` for each metric. */
async function buildMonth(tx: Tx, zone: string, month: string): Promise<void> {
  await tx.query(
    `delete from metric_rollup where zone = $1 and day >= $2::date and day < ($2::date + interval '1 month')::date`,
    [zone, month],
  );
  await tx.query(
    `insert into metric_rollup (metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket, n, total)
     ${rollupsOf(`(select metric, $1::text as zone, at, team_id, channel, case_type_id, agent_id, value, 1 as sign from metric_point
       where metric = any($3::text[]) and at >= $2::timestamp at time zone $1 and at < ($2::timestamp + interval '1 month') at time zone $1)`)}
     order by 1, 2, 3, 4`,
    [zone, month, countedMetrics.map(([name]) => name)],
  );
}
