import { once } from 'node:events';
import type { CaseDetail, Change } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster } from './bench-databases.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';
import { startHelper, type HelperProcess } from './helper-process.js';
import { benchOptions } from './bench-options.js';

const options = benchOptions();
const warmUp = 10;

interface Times {
  p50: number;
  p99: number;
}

/** Measures the milliseconds from the cause of each change to its arrival at each socket. */
async function rounds(consoles: HelperProcess, change: (n: number) => Promise<number>): Promise<Times> {
  const latencies: number[] = [];
  for (let n = 0; n < warmUp + options.rounds; n += 1) {
    const arrived = once(consoles.child, 'message') as Promise<[number[]]>;
    const begun = await change(n);
    const [times] = await arrived;
    if (n >= warmUp) latencies.push(...times.map((time) => time - begun));
  }
  return { p50: rounded(percentile(latencies, 0.5)), p99: rounded(percentile(latencies, 0.99)) };
}

/** Measures the floor: bare ws sends the payload of the product to as many sockets. The time starts with the request to send it. */
async function floorTimes(payload: string): Promise<Times> {
  const floor = await startHelper('bare-push-server.ts', []);
  const consoles = await startHelper('push-sockets.ts', [
    floor.firstLine.replace('http', 'ws'),
    String(options.sockets),
  ]);
  try {
    return await rounds(consoles, async () => {
      const begun = clock();
      void fetch(`${floor.firstLine}/change`, { method: 'POST', body: payload });
      return begun;
    });
  } finally {
    await consoles.stop();
    await floor.stop();
  }
}

const cluster = await openCluster(options.data);
try {
  const url = await cluster.databaseWith(options.cases[0]!);
  const product = await cluster.startProduct(url);
  const listener = new Client({ connectionString: url });
  await listener.connect();
  await listener.query('listen guichet');
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    const item = await agent.post<CaseDetail>('/cases', { subject: 'Pushed to everybody' });
    const socket = await agent.live();
    const heard = new Promise<Change>((resolve) => {
      socket.on('change', (change: Change) => change.type === 'note.added' && resolve(change));
    });
    await agent.post(`/cases/${item.id}/notes`, { text: 'What a change looks like' });
    const payload = `42/live,${JSON.stringify(['change', await heard])}`;
    socket.disconnect();

    const before = await floorTimes(payload);
    const args = [product.url.replace('http', 'ws'), String(options.sockets), agent.cookie];
    const consoles = await startHelper('push-sockets.ts', args);
    const note = (n: number) => agent.post(`/cases/${item.id}/notes`, { text: `note ${n}` });
    // The clock starts when Postgres notifies its listeners of the commit, because the change exists from then on.
    const fromCommit = await rounds(consoles, async (n) => {
      const committed = new Promise<number>((resolve) => {
        const listen = ({ payload: channel }: { payload?: string | undefined }) => {
          if (channel !== 'event') return;
          listener.off('notification', listen);
          resolve(clock());
        };
        listener.on('notification', listen);
      });
      void note(n);
      return committed;
    });
    const fromRequest = await rounds(consoles, async (n) => {
      const begun = clock();
      void note(n);
      return begun;
    });
    await consoles.stop();
    const after = await floorTimes(payload);

    const floor = { p50: rounded((before.p50 + after.p50) / 2), p99: rounded((before.p99 + after.p99) / 2) };
    say(`one change to ${options.sockets} sockets, ${options.rounds} times, ms p50 / p99`);
    say(`  from its commit: ${fromCommit.p50} / ${fromCommit.p99}`);
    say(`  from the agent's request, with its transaction: ${fromRequest.p50} / ${fromRequest.p99}`);
    say(`  bare ws, the same payload: ${before.p50} / ${before.p99} before, ${after.p50} / ${after.p99} after`);
    conclude({
      bench: 'push',
      figure: fromCommit.p99,
      unit: 'ms p99',
      floor: floor.p99,
      ratio: rounded(fromCommit.p99 / floor.p99),
      p50: fromCommit.p50,
      floorP50: floor.p50,
      fromRequest,
    });
  } finally {
    await listener.end();
    await product.stop();
  }
} finally {
  await cluster.close();
}
process.exit();
