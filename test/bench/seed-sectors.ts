import { Database } from '@guichet/database';
import { Client } from 'pg';
import { rebuildMetrics } from '../../libs/metrics/src/index.js';
import { seed } from './seed-town.js';
import { say } from './statistics-and-results.js';

const SECTORS = 40;

/**
 * Fills a database with a large town: 40 sectors of three teams each, of which some have twenty times the cases of others, and one
 * case in 500 is restricted to its assignee or to some member of its team. All is counted for the dashboards.
 */
export async function seedSectors(url: string, cases: number): Promise<void> {
  await seed(url, cases, { teams: 3 * SECTORS, agents: 6 * SECTORS, uneven: true });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica`);
    for (const statement of [
      `insert into sector (id, name, position) select uuidv7(), 'Secteur ' || n, n from generate_series(1, ${SECTORS}) n`,
      `update team set sector_id = s.id from (select id, row_number() over (order by id) % ${SECTORS} + 1 as n from team) t, sector s
       where t.id = team.id and s.position = t.n`,
      `update cases set restricted_to = array[coalesce(assignee_id, (select min(agent_id::text)::uuid from team_member m where m.team_id = cases.team_id))]
       where hashtext(reference) % 500 = 0`,
      `truncate case_count`,
      `insert into case_count (team_id, assignee_id, status, delta)
       select team_id, assignee_id, status, count(*) from cases where restricted_to is null group by 1, 2, 3`,
      `vacuum (analyze) cases`,
      `analyze`,
    ])
      await client.query(statement);
  } finally {
    await client.end();
  }
  const database = await Database.connect(url, { poolSize: 2, timeouts: { statement: 0, lock: 0 } });
  try {
    const begun = Date.now();
    await rebuildMetrics(database);
    for (const table of ['metric_point', 'metric_rollup']) await database.query(`vacuum (analyze) ${table}`);
    say(`counted ${cases} cases in ${Math.round((Date.now() - begun) / 1000)} s`);
  } finally {
    await database.close();
  }
}
