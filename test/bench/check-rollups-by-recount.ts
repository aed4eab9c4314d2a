import { Database } from '@guichet/database';
import { lockMetrics, recount } from '../../libs/metrics/src/rollup/recount-points.queries.js';
import { rollupsOf } from '../../libs/metrics/src/rollup/granularities.js';
import { countedMetrics } from '../../libs/metrics/src/metrics/registry.js';

/** The number of cases whose points are counted again from their timelines. */
const SAMPLE = 20_000;

/** Throws when a rollup differs from the sum of its points, or a point from its timeline. */
export async function sumsAreRecount(url: string): Promise<{ sums: number; cases: number }> {
  const database = await Database.connect(url, { poolSize: 1 });
  try {
    await database.query(`set statement_timeout = 0`);
    // The metrics are compared one by one, because the sums of all points in all grains would fill the disk.
    for (const [metric] of countedMetrics) {
      const [differing] = await database.query<{ n: number }>(
        `with again as (${rollupsOf(`(select p.metric, z.zone, p.at, p.team_id, p.channel, p.case_type_id, p.agent_id, p.value, 1 as sign from metric_point p cross join metric_zone z where p.metric = $1)`)}),
       compared as (
         select metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket, n::bigint, total::numeric from again
         union all select metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket, -n::bigint, -total::numeric from metric_rollup where metric = $1)
       select count(*)::int as n from (select from compared group by metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket having sum(n) <> 0 or sum(total) <> 0) d`,
        [metric],
      );
      if (differing!.n > 0) throw new Error(`${differing!.n} sums of ${metric} differ from their points.`);
    }
    const [left] = await database.query<{ n: number }>(
      `select count(*)::int as n from metric_rollup where metric <> all($1::text[])`,
      [countedMetrics.map(([metric]) => metric)],
    );
    if (left!.n > 0) throw new Error(`${left!.n} sums are of no metric.`);
    const sums = () =>
      database.query<{ n: number; sum: string }>(
        `select count(*)::int as n, sum(hashtextextended(metric_rollup::text, 0))::text as sum from metric_rollup where n <> 0`,
      );
    const [before] = await sums();
    const ids = await database.query<{ id: string }>(
      `select id from cases order by hashtext(id::text) limit ${SAMPLE}`,
    );
    for (let n = 0; n < ids.length; n += 2000)
      await database.write({ kind: 'system', name: 'Bench' }, async (tx) => {
        await lockMetrics(tx);
        await recount(tx, ids.slice(n, n + 2000).map(({ id }) => id)); // prettier-ignore
      });
    const [after] = await sums();
    if (JSON.stringify(before) !== JSON.stringify(after))
      throw new Error('Cases that were counted anew have changed sums.');
    return { sums: before!.n, cases: ids.length };
  } finally {
    await database.close();
  }
}
