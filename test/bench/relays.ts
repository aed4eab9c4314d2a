import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { HostileRelay, messageIdOf, type Behaviour } from '../support/hostile-relay.js';
import { MailSink } from '../support/mail-sink.js';
import { administrator } from '../support/product-process.js';
import { openCluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [2_000], rounds: 200 });
/** How many replies wait at the relay that does not work, and how long one reply of the other account comes after the last. */
const waiting = 40;
const betweenMs = 100;

/** What the relay of one account does while another account sends. */
const ills: readonly Behaviour[] = ['silent-at-command', 'silent-after-data', 'busy-at-greeting', 'closes-before-250', 'slow-after-data']; // prettier-ignore

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const cluster = await openCluster(options.data);
const sink = await MailSink.open();
const relay = await HostileRelay.open();
const url = await cluster.databaseWith(options.cases.at(-1)!);
const database = new Client({ connectionString: url });
await database.connect();
const product = await cluster.startProduct(url);
const agent = await AgentClient.signIn(product.url, administrator);
const healthy = await agent.mailAccount('healthy@guichet.test', sink.port);
const ill = await agent.mailAccount('ill@guichet.test', relay.port);
const { rows: cases } = await database.query<{ id: string }>(`select id from cases where status = 'open' order by id`);

let asked = 0;
const reply = (channelAccountId: string, subject: string) =>
  agent.post(`/cases/${cases[asked++ % cases.length]!.id}/messages`, {
    channelAccountId,
    subject,
    text: 'Votre demande a bien été reçue.',
  });

/** Returns the milliseconds from the request of each reply of the healthy account to its arrival at the sink. */
async function sendBeside(name: string): Promise<number[]> {
  const times = Array.from({ length: options.rounds }, async (_, n) => {
    await pause(n * betweenMs);
    const begun = clock();
    await reply(healthy.id, `${name} ${n}`);
    await sink.find(({ headers }) => headers.get('subject')?.endsWith(`${name} ${n}`) ?? false);
    return clock() - begun;
  });
  return Promise.all(times);
}

/** Waits until the relay, which works again, has everything. Returns after how many seconds that was. */
async function drained(name: string): Promise<number> {
  const begun = clock();
  relay.behaviour = 'well';
  relay.hangUp();
  for (;;) {
    const { rows } = await database.query<{ left: number }>(
      `select count(*)::int as left from delivery where channel_account_id = $1 and state <> 'sent'`,
      [ill.id],
    );
    if (rows[0]!.left === 0) return rounded((clock() - begun) / 1000);
    if (clock() - begun > 15 * 60_000) throw new Error(`${name}: ${rows[0]!.left} replies are still not sent`);
    await pause(500);
  }
}

async function measure(behaviour: Behaviour) {
  const before = relay.mails.length;
  relay.behaviour = behaviour;
  // What was open before would go on well.
  relay.hangUp();
  const opened = relay.connections;
  for (let n = 0; n < waiting; n += 1) await reply(ill.id, `${behaviour} ${n}`);
  await relay.opened(opened + 1);
  const times = await sendBeside(behaviour);
  const seconds = await drained(behaviour);
  const arrived = relay.mails.slice(before).map(messageIdOf);
  const different = new Set(arrived).size;
  if (different !== waiting) throw new Error(`${behaviour}: ${different} Message-IDs of ${waiting} replies`);
  const result = { behaviour, p50: rounded(percentile(times, 0.5)), p95: rounded(percentile(times, 0.95)), drainedIn: seconds, repeats: arrived.length - different }; // prettier-ignore
  say(
    `beside a relay that is ${behaviour}: p50 ${result.p50} ms, p95 ${result.p95} ms; once it works, its ${waiting} replies are sent ` +
      `within ${seconds} s, ${result.repeats} of them again under the same Message-ID`,
  );
  return result;
}

try {
  await sendBeside('warm up');
  const alone = [await sendBeside('alone before')];
  const beside = [];
  for (const behaviour of ills) beside.push(await measure(behaviour));
  alone.push(await sendBeside('alone after'));
  const floor = rounded(percentile(alone.flat(), 0.95));
  say(`alone: p50 ${rounded(percentile(alone.flat(), 0.5))} ms, p95 ${floor} ms`);
  const figure = Math.max(...beside.map(({ p95 }) => p95));
  conclude({ bench: 'relays', figure, unit: 'ms p95', floor, ratio: rounded(figure / floor), beside });
} finally {
  await database.end();
  await product.stop();
  await sink.close();
  await relay.close();
  await cluster.close();
}
process.exit();
