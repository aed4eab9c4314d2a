import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { conclude, median, rounded, say } from './statistics-and-results.js';
import { startHelper } from './helper-process.js';
import { load } from './http-load.js';
import { benchOptions } from './bench-options.js';

const options = benchOptions({ cases: [10_000] });
const casesAsked = 200;

/** Turns existing replies into replies made from the shipped templates, spread over teams, channels and weeks. */
async function seedUses(database: Client): Promise<number> {
  const { rowCount } = await database.query(
    `with version as (
       select id, template_id, row_number() over (order by id) - 1 as n, count(*) over () as many
       from template_version where state = 'approved' and language = 'fr')
     insert into template_use (entry_id, case_id, team_id, agent_id, template_id, version_id, language, channel_kind, level, verbatim, edits, facts, at)
     select e.id, e.case_id, c.team_id, coalesce(e.actor_id, (select id from agent limit 1)), v.template_id, v.id, 'fr', e.channel_kind, 'full', true, '[]', '[]', e.at
     from timeline_entry e join cases c on c.id = e.case_id join version v on v.n = abs(hashtext(e.id::text)) % v.many
     where e.kind = 'message' and e.direction = 'out' on conflict do nothing`,
  );
  await database.query('analyze template_use');
  return rowCount ?? 0;
}

/**
 * Measures the picker beside a case: nine templates, ranked for it, each with its first words as they would be sent.
 */
async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const product = await cluster.startProduct(url);
  const floor = await startHelper('bare-inbox-server.ts', [url]);
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const uses = await seedUses(database);
    const agent = await AgentClient.signIn(product.url, administrator);
    const { rows } = await database.query<{ id: string; at: string }>(
      `select id, last_entry_at::text as at from cases where status = 'open' order by random() limit $1`,
      [casesAsked],
    );
    const pickers = rows.map(({ id }) => `/api/v1/templates?caseId=${id}&limit=9`);
    const floorPages = rows.map(
      ({ id, at }) => `/page?agent=${agent.session.agent.id}&at=${encodeURIComponent(at)}&id=${id}`,
    );
    const { seconds } = options;
    const real = () => load(product.url, pickers, { cookie: agent.cookie, seconds });
    await real();
    const before = await load(floor.firstLine, floorPages, { seconds });
    const opened = await real();
    const after = await load(floor.firstLine, floorPages, { seconds });
    const floorRate = median([before.rate, after.rate]);
    say(
      `${cases} cases, ${uses} answers from templates: the picker opens ${opened.rate} times/s, p50 ${opened.p50} ms, p95 ${opened.p95} ms; ` +
        `floor ${floorRate}, p95 ${before.p95} ms`,
    );
    return {
      cases,
      uses,
      rate: opened.rate,
      p50: opened.p50,
      p95: opened.p95,
      floor: floorRate,
      ratio: rounded(opened.rate / floorRate),
    };
  } finally {
    await database.end();
    await floor.stop();
    await product.stop();
  }
}

const cluster = await openCluster(options.data);
try {
  const sizes = [];
  for (const cases of options.cases) sizes.push(await measure(cluster, cases));
  const { rate, floor, ratio, p95 } = sizes.at(-1)!;
  conclude({ bench: 'templates', figure: rate, unit: 'pickers/s', floor, ratio, p95, sizes });
} finally {
  await cluster.close();
}
process.exit();
