import type { CaseSummary, Page } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator, memoryOf } from '../support/product-process.js';
import { cpuTimes } from './cpu-time.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { conclude, percentile, rounded, say } from './statistics-and-results.js';
import { startHelper } from './helper-process.js';
import { getJson, load } from './http-load.js';
import { explainInbox } from './inbox-plans.js';
import { benchOptions } from './bench-options.js';
import { agentOf } from './seed-town.js';

const options = benchOptions({ cases: [10_000] });
const views = ['mine', 'unassigned', 'team', 'all'] as const;
const deepPages = 12;
const casesOpened = 400;

/** First pages and pages far down the list, because paging must cost the same anywhere. */
async function pagesOf(url: string, cookie: string, query: string): Promise<string[]> {
  const paths = [`/api/v1/cases?${query}&limit=50`];
  for (let page = 1; page < deepPages; page += 1) {
    const { nextCursor } = await getJson<Page<CaseSummary>>(url, paths.at(-1)!, cookie);
    if (!nextCursor) break;
    paths.push(`/api/v1/cases?${query}&limit=50&cursor=${nextCursor}`);
  }
  return paths;
}

/** The positions in the queue from which the floor reads, as far down as those pages. */
async function floorPages(database: Client, agentId: string): Promise<string[]> {
  const { rows } = await database.query<{ at: string; id: string }>(
    `select last_entry_at::text as at, id from cases where status = 'open' order by last_entry_at desc, id desc offset 1 limit $1`,
    [deepPages * 50],
  );
  return rows
    .filter((_row, n) => n % 50 === 0)
    .map(({ at, id }) => `/page?agent=${agentId}&at=${encodeURIComponent(at)}&id=${id}`);
}

async function someCases(database: Client): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from cases where reference = any(select 'GCH-2025-' || lpad(n::text, greatest(6, length(n::text)), '0')
       from (select (random() * (select count(*) - 1 from cases))::int + 1 as n from generate_series(1, $1)) s)`,
    [casesOpened],
  );
  return rows.map(({ id }) => id);
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const product = await cluster.startProduct(
    url,
    options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [],
  );
  const floor = await startHelper('bare-inbox-server.ts', [url]);
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const agent = await AgentClient.signIn(product.url, agentOf(3));
    const admin = await AgentClient.signIn(product.url, administrator);
    if (options.plans) await explainInbox(url, agent.session.agent.id);
    const { seconds } = options;
    /** The result with the CPU time of one request in ms: that of the server and that of Postgres. */
    const loaded = async (pid: number, ...request: Parameters<typeof load>) => {
      const before = cpuTimes(pid, cluster.postmaster());
      const result = await load(...request);
      const after = cpuTimes(pid, cluster.postmaster());
      const perRequest = (who: 'product' | 'postgres') => rounded((after[who] - before[who]) / result.requests);
      return { ...result, cpu: perRequest('product'), databaseCpu: perRequest('postgres') };
    };
    const floorLoad = (paths: string[]) => loaded(floor.child.pid!, floor.firstLine, paths, { seconds });
    const real = (who: AgentClient, paths: string[]) =>
      loaded(product.pid, product.url, paths, { cookie: who.cookie, seconds });

    const pages = await floorPages(database, agent.session.agent.id);
    // The first requests warm the process up, and are not measured.
    await real(agent, await pagesOf(product.url, agent.cookie, 'view=all'));
    // The floor is measured before and after each list and compared with it, because the load of a machine changes all the time.
    const floors = [await floorLoad(pages)];
    const lists: Record<string, Awaited<ReturnType<typeof real>> & { ratio: number }> = {};
    const list = async (name: string, who: AgentClient, query: string) => {
      const result = await real(who, await pagesOf(product.url, who.cookie, query));
      floors.push(await floorLoad(pages));
      const beside = (floors.at(-2)!.rate + floors.at(-1)!.rate) / 2;
      lists[name] = { ...result, ratio: rounded(result.rate / beside) };
    };
    for (const view of views) await list(view, agent, `view=${view}`);
    await list('all teams', admin, 'view=all');
    await list('closed', agent, 'view=all&status=closed');

    const ids = await someCases(database);
    const opened = await real(
      admin,
      ids.flatMap((id) => [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/timeline`]),
    );
    const floorOpened = await floorLoad(ids.flatMap((id) => [`/case?id=${id}`, `/timeline?id=${id}`]));

    const all = Object.values(lists);
    const middle = (values: number[]) => rounded(percentile(values, 0.5));
    for (const [name, { rate, p50, p95, ratio, cpu, databaseCpu }] of Object.entries(lists)) {
      say(
        `${cases} cases, ${name}: ${rate} pages/s, p50 ${p50} ms, p95 ${p95} ms, ${ratio} of the floor; ` +
          `CPU ${cpu} ms, Postgres ${databaseCpu} ms`,
      );
    }
    const floorRate = middle(floors.map(({ rate }) => rate));
    const floorP95 = middle(floors.map(({ p95 }) => p95));
    say(
      `${cases} cases, floor: ${floorRate} pages/s, p95 ${floorP95} ms; ` +
        `CPU ${middle(floors.map(({ cpu }) => cpu))} ms, Postgres ${middle(floors.map(({ databaseCpu }) => databaseCpu))} ms`,
    );
    say(
      `${cases} cases, case and timeline: ${opened.rate} requests/s, p50 ${opened.p50} ms, p95 ${opened.p95} ms; ` +
        `floor ${floorOpened.rate}, ${floorOpened.p50}, ${floorOpened.p95}; ${memoryOf(product.pid)} MB`,
    );
    return {
      cases,
      rate: middle(all.map(({ rate }) => rate)),
      floor: floorRate,
      ratio: middle(all.map(({ ratio }) => ratio)),
      worstRatio: Math.min(...all.map(({ ratio }) => ratio)),
      p95: middle(all.map(({ p95 }) => p95)),
      worstP95: Math.max(...all.map(({ p95 }) => p95)),
      floorP95,
      lists,
      opened,
      openedRatio: rounded(opened.rate / floorOpened.rate),
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
  const [few, many] = [sizes[0]!, sizes.at(-1)!];
  conclude({
    bench: 'inbox',
    figure: many.rate,
    unit: 'pages/s',
    floor: many.floor,
    ratio: many.ratio,
    p95: many.p95,
    ...(sizes.length > 1 && { p95ManyToFew: rounded(many.p95 / few.p95) }),
    sizes,
  });
} finally {
  await cluster.close();
}
process.exit();
