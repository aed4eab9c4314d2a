import { writeFileSync } from 'node:fs';
import { MetricName, type MetricResult } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { dashboardPlans } from './dashboard-plans.js';
import { conclude, median, percentile, rounded, say } from './statistics-and-results.js';
import { getJson } from './http-load.js';
import { benchOptions } from './bench-options.js';
import { seedYears } from './seed-years.js';
import { agentOf } from './seed-town.js';
import { sumsAreRecount } from './check-rollups-by-recount.js';

const options = benchOptions({ cases: [100_000], rounds: 7 });
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const MONTH = `from=${daysAgo(29)}&to=${daysAgo(0)}`;
const YEAR = `from=${daysAgo(364)}&to=${daysAgo(0)}`;

/** The requests of a supervisor: the path of each, by its name in the results. */
function paths(ids: { team: string; kind: string; agent: string }): Record<string, string[]> {
  const metric = (name: string, days: string, more = '') => `/api/v1/metrics/${name}?${days}${more}`;
  const cases = (name: string, more: string) => `/api/v1/metrics/${name}/cases?${more}`;
  const each = (days: string, more = '') => MetricName.options.map((name) => metric(name, days, more));
  const grouped = (days: string) => [
    ...['channel', 'team', 'caseType', 'month', 'week'].flatMap((by) => each(days, `&groupBy=${by}`)),
    ...['replies', 'closed', 'first-response', 'resolution', 'template-share'].map((name) =>
      metric(name, days, '&groupBy=agent'),
    ),
    metric('contacts', days, '&groupBy=hour'),
    metric('contacts', days, `&groupBy=hour&channel=email`),
  ];
  const split = (days: string) => [
    ...['contacts', 'opened', 'replies', 'closed', 'backlog', 'on-time', 'first-response', 'resolution'].flatMap(
      (name) => [
        metric(name, days, '&groupBy=week&by=channel'),
        metric(name, days, '&groupBy=month&by=team'),
        metric(name, days, `&groupBy=day&kind=${ids.kind}`),
        metric(name, days, `&groupBy=caseType&by=channel&team=${ids.team}`),
        metric(name, days, '&groupBy=channel&by=caseType'),
      ],
    ),
    metric('replies', days, `&groupBy=day&agent=${ids.agent}`),
    metric('replies', days, '&groupBy=agent&by=channel'),
  ];
  const inbox = ['all', 'team', 'unassigned', 'mine'].flatMap((view) =>
    ['', '&status=open', '&due=late', `&kind=${ids.kind}`].map(
      (more) => `/api/v1/cases?view=${view}&sort=due&limit=50${more}`,
    ),
  );
  return {
    'every metric, 30 days, compared': each(MONTH, '&compare=previous'),
    'every metric, 12 months, compared': each(YEAR, '&compare=year'),
    'grouped, 30 days': grouped(MONTH),
    'grouped, 12 months': grouped(YEAR),
    'split and filtered, 30 days': split(MONTH),
    'split and filtered, 12 months': split(YEAR),
    board: ['/api/v1/board', '/api/v1/board/wallboard'],
    ageing: ['/api/v1/metrics/ageing'],
    'cases behind a number': [
      cases('contacts', YEAR),
      cases('first-response', `${MONTH}&groupBy=team&key=${ids.team}`),
      cases('breaches', `${YEAR}&groupBy=caseType&key=${ids.kind}`),
      cases('backlog', YEAR),
      cases('replies', `${YEAR}&groupBy=agent&key=${ids.agent}`),
      cases('contacts', `${MONTH}&groupBy=hour&key=mon-09`),
    ],
    'inbox by remaining time': inbox,
  };
}

/** The floor: one sum by days, and one page by its key, in raw SQL. */
async function floorOf(database: Client, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await database.query({
      name: 'floor',
      text: `select day, sum(n), sum(total) from metric_rollup where metric = 'contacts' and granularity = 'day' and zone = 'Europe/Paris' and day between $1 and $2 group by 1`,
      values: [daysAgo(364), daysAgo(0)],
    });
    times.push(performance.now() - begun);
  }
  return percentile(times, 0.95);
}

/** Measures the milliseconds of each request, one after the other, as one supervisor would make them. The first of each is not counted. */
async function timesOf(
  url: string,
  { cookie, path, rounds }: { cookie: string; path: string; rounds: number },
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    await getJson<MetricResult>(url, path, cookie);
    if (round > 0) times.push(performance.now() - begun);
  }
  return times;
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases, { name: 'years', fill: seedYears });
  const database = new Client({ connectionString: url });
  await database.connect();
  const product = await cluster.startProduct(url);
  try {
    const { rows: [entries] } = await database.query<{ cases: number; entries: number; points: number; sums: number }>(
      `select (select count(*)::int from cases) as cases, (select count(*)::int from timeline_entry) as entries,
         (select count(*)::int from metric_point) as points, (select count(*)::int from metric_rollup) as sums`,
    ); // prettier-ignore
    const counts = entries!;
    say(`${counts.cases} cases, ${counts.entries} entries, ${counts.points} points, ${counts.sums} sums`);
    const equal = await sumsAreRecount(url);
    say(`sums equal a recount: ${equal.sums} sums, ${equal.cases} cases counted anew`);
    const { rows: [ids] } = await database.query<{ team: string; kind: string; agent: string }>(
      `select c.team_id as team, c.case_type_id as kind, c.assignee_id as agent from cases c where case_type_id is not null and assignee_id is not null order by id desc limit 1`,
    ); // prettier-ignore
    const root = await AgentClient.signIn(product.url, administrator);
    const agent = await AgentClient.signIn(product.url, agentOf(0));
    const floor = await floorOf(database, options.rounds);
    const groups: { name: string; p50: number; p95: number; slowest: string; slowestMs: number }[] = [];
    for (const [name, asked] of Object.entries(paths(ids!))) {
      const all: number[] = [];
      let slowest = { path: '', ms: 0 };
      for (const path of asked) {
        const cookies = path.includes('/cases?view') ? [root.cookie, agent.cookie] : [root.cookie];
        for (const cookie of cookies) {
          const times = await timesOf(product.url, { cookie, path, rounds: options.rounds });
          all.push(...times);
          const typical = median(times);
          if (typical > slowest.ms) slowest = { path, ms: typical };
        }
      }
      const group = {
        name,
        p50: rounded(median(all)),
        p95: rounded(percentile(all, 0.95)),
        slowest: slowest.path,
        slowestMs: rounded(slowest.ms),
      };
      groups.push(group);
      say(
        `${name}: ${asked.length} requests, p50 ${group.p50} ms, p95 ${group.p95} ms; slowest ${group.slowestMs} ms ${group.slowest}`,
      );
    }
    if (options.plans) {
      const file = `dashboard-plans-${cases}.log`;
      writeFileSync(file, await dashboardPlans(url, ids!));
      say(`plans: ${file}`);
    }
    return { ...counts, equal, groups, floor: rounded(floor), p95: Math.max(...groups.map(({ p95 }) => p95)) };
  } catch (error) {
    for (const line of product.errors) say(line);
    throw error;
  } finally {
    await database.end();
    await product.stop();
  }
}

const cluster = await openCluster(options.data);
try {
  const sizes = [];
  for (const cases of options.cases) sizes.push(await measure(cluster, cases));
  const { p95, floor } = sizes.at(-1)!;
  conclude({ bench: 'dashboards', figure: p95, unit: 'ms', floor, ratio: rounded(p95 / floor), sizes });
} finally {
  await cluster.close();
}
process.exit();
