import type { ChannelAccount } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { clock, conclude, rounded, say } from './statistics-and-results.js';
import { startHelper } from './helper-process.js';
import { benchOptions } from './bench-options.js';
import { call, SECRET } from './signed-webhook-calls.js';

const options = benchOptions();

/** Waits until all that was stored has become entries. Returns the time that took, and their number. */
async function understood(database: Client): Promise<{ seconds: number; messages: number }> {
  const begun = clock();
  for (;;) {
    const { rows } = await database.query<{ left: number }>(
      `select count(*)::int as left from envelope where state = 'received'`,
    );
    if (rows[0]!.left === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rows } = await database.query<{ n: number }>(`select count(*)::int as n from message where direction = 'in'`);
  return { seconds: (clock() - begun) / 1000, messages: rows[0]!.n };
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const product = await cluster.startProduct(
    url,
    options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [],
  );
  const floor = await startHelper('bare-webhook-server.ts', [await cluster.emptyDatabase('floor')]);
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    const config = { outboundUrl: 'http://127.0.0.1:9/', secret: SECRET, source: 'bench' };
    const account = await agent.post<ChannelAccount>('/channels', { kind: 'webhook', name: 'Bench', config });
    const hook = `${product.url}/hooks/webhook/${account.id}`;
    const { seconds } = options;
    await call(hook, { seconds: 2 });
    await call(floor.firstLine, { seconds: 2 });

    const floorCalls = await call(floor.firstLine, { seconds });
    const real = await call(hook, { seconds });
    // Both are called at the same rate: half of what the slower one can take.
    const rate = Math.floor(Math.min(floorCalls.rate, real.rate) / 2);
    const floorAtRate = await call(floor.firstLine, { seconds: seconds * 2, perSecond: rate });
    const realAtRate = await call(hook, { seconds: seconds * 2, perSecond: rate });
    const backlog = await understood(database);
    say(
      `${cases} cases: at ${rate} calls/s answered after p50 ${realAtRate.p50} ms, p99 ${realAtRate.p99} ms (floor ${floorAtRate.p50}, ` +
        `${floorAtRate.p99}) while messages are understood; at most ${real.rate} calls/s, p99 ${real.p99} ms (floor ${floorCalls.rate}, ${floorCalls.p99}); ` +
        `${backlog.messages} messages understood, the last ${rounded(backlog.seconds)} s after the last call`,
    );
    return { cases, rate, real, floorCalls, realAtRate, floorAtRate };
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
  const { realAtRate, floorAtRate } = sizes.at(-1)!;
  conclude({
    bench: 'webhook',
    figure: realAtRate.p99,
    unit: 'ms p99',
    floor: floorAtRate.p99,
    ratio: rounded(realAtRate.p99 / floorAtRate.p99),
    sizes,
  });
} finally {
  await cluster.close();
}
process.exit();
