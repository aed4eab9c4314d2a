import { once } from 'node:events';
import type { CaseSummary, ChannelAccount, Page } from '@guichet/contracts';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster } from './bench-databases.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';
import { startHelper, type HelperProcess } from './helper-process.js';
import { benchOptions } from './bench-options.js';

const options = benchOptions();
const answered = 100;

interface Times {
  p50: number;
  p99: number;
}
const times = (values: number[]): Times => ({
  p50: rounded(percentile(values, 0.5)),
  p99: rounded(percentile(values, 0.99)),
});

/**
 * Returns the milliseconds until each visitor's message is acknowledged, while all of them write within the same
 * seconds.
 */
async function spoken(visitors: HelperProcess): Promise<Times> {
  const done = once(visitors.child, 'message') as Promise<[{ took: number[] }]>;
  visitors.child.send(options.seconds);
  return times((await done)[0].took);
}

async function floorTimes(): Promise<Times> {
  const floor = await startHelper('bare-chat-server.ts', []);
  const visitors = await startHelper('chat-visitors.ts', [floor.firstLine, String(options.sockets)]);
  try {
    return await spoken(visitors);
  } finally {
    await visitors.stop();
    await floor.stop();
  }
}

/** Waits until the message of every visitor has become a case. */
async function casesOf(agent: AgentClient): Promise<CaseSummary[]> {
  for (;;) {
    const page = await agent.get<Page<CaseSummary>>('/cases?status=any&limit=200');
    if (page.items.length >= Math.min(200, options.sockets)) return page.items;
  }
}

/** Measures the milliseconds from an agent's request to the arrival of the reply at its visitor, including transaction and delivery. */
async function answers(agent: AgentClient, visitors: HelperProcess): Promise<Times> {
  const cases = (await casesOf(agent)).slice(0, answered);
  const latencies: number[] = [];
  for (const [n, item] of cases.entries()) {
    const text = `answer ${n}`;
    const arrived = once(visitors.child, 'message') as Promise<[{ answer: string; at: number }]>;
    const begun = clock();
    await agent.post(`/cases/${item.id}/messages`, { text });
    const [{ answer, at }] = await arrived;
    if (answer !== text) throw new Error(`${answer} came in the place of ${text}`);
    latencies.push(at - begun);
  }
  return times(latencies);
}

const cluster = await openCluster(options.data);
try {
  const product = await cluster.startProduct(await cluster.emptyDatabase('chat'));
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    const config = { continueByMail: false };
    const { id } = await agent.post<ChannelAccount>('/channels', { kind: 'chat', name: 'Chat', config });
    const before = await floorTimes();

    const begun = clock();
    const args = [product.url.replace('http', 'ws'), String(options.sockets), id];
    const visitors = await startHelper('chat-visitors.ts', args);
    const entering = rounded((clock() - begun) / 1000);
    const first = await spoken(visitors);
    const out = await answers(agent, visitors);
    await visitors.stop();
    const after = await floorTimes();

    const floor = { p50: rounded((before.p50 + after.p50) / 2), p99: rounded((before.p99 + after.p99) / 2) };
    const rate = Math.round(options.sockets / options.seconds);
    say(`${options.sockets} visitors at once, all in after ${entering} s; ${rate} messages a second; ms p50 / p99`);
    say(`  a message, until it is durable and acknowledged: ${first.p50} / ${first.p99}`);
    say(`  an answer, from the agent's request to its visitor: ${out.p50} / ${out.p99}`);
    say(`  bare ws, an echo: ${before.p50} / ${before.p99} before, ${after.p50} / ${after.p99} after`);
    conclude({
      bench: 'chat',
      figure: first.p99,
      unit: 'ms p99',
      floor: floor.p99,
      ratio: rounded(first.p99 / floor.p99),
      p50: first.p50,
      floorP50: floor.p50,
      visitors: options.sockets,
      perSecond: rate,
      enteringSeconds: entering,
      answers: out,
    });
  } finally {
    await product.stop();
  }
} finally {
  await cluster.close();
}
process.exit();
