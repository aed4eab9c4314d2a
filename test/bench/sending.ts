import { createTransport } from 'nodemailer';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { MailSink } from '../support/mail-sink.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { cpuTimes } from './cpu-time.js';
import { fillSaidSentences } from './said-sentences.js';
import { clock, conclude, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [10_000], rounds: 300 });
/** The number of agents who send at a time, and of connections of the floor. */
const agents = 8;

/** So many replies come first: until then, every statement is planned on every connection. */
const warmUp = 200;

const text = `Bonjour,\n\n${'Votre demande a bien été reçue et sera instruite par le service concerné. Vous recevrez une réponse écrite dès que son examen sera terminé. '.repeat(7)}\n\nCordialement,\nLa mairie`;

/** Does `work` for each number below `count`, `agents` at a time, until the sink has all their mails. Returns mails per second. */
async function rateOf(sink: MailSink, count: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const before = sink.mails.length;
  const begun = clock();
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: agents }, worker));
  while (sink.mails.length < before + count) await new Promise((resolve) => setTimeout(resolve, 5));
  return count / ((clock() - begun) / 1000);
}

/** Mails of the same text by nodemailer alone. */
async function floorRate(sink: MailSink, count: number): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port: sink.port, pool: true, maxConnections: agents, maxMessages: Infinity, ignoreTLS: true }); // prettier-ignore
  const rate = await rateOf(sink, count, (n) =>
    transport.sendMail({ from: 'seeded@guichet.test', to: `citizen${n}@example.org`, subject: 'Demande', text }),
  );
  transport.close();
  return rate;
}

/** Measures replies from the request of the agent to the sink: the check before sending, the timeline, the delivery. */
async function measure(cluster: Cluster, cases: number, sink: MailSink) {
  const url = await cluster.databaseWith(cases);
  await fillSaidSentences(url);
  const database = new Client({ connectionString: url });
  await database.connect();
  await database.query(
    `update channel_account set config = config || jsonb_build_object('undoSeconds', 0) || jsonb_build_object('outbound', config -> 'outbound' || jsonb_build_object('port', $1::int))`,
    [sink.port],
  );
  const product = await cluster.startProduct(url);
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    const { rows } = await database.query<{ id: string }>(
      `select id from cases where status = 'open' order by id desc limit $1`,
      [options.rounds + warmUp],
    );
    const reply = (n: number) => {
      // No two say the same: the reader of the log compares each with what was said before.
      const own = text.replace(
        'Vous recevrez',
        `Le délai pour obtenir un passeport est de ${n + 20} semaines. Vous recevrez`,
      );
      return agent.post(`/cases/${rows[n]!.id}/messages`, { text: own });
    };
    await rateOf(sink, warmUp, (n) => reply(rows.length - 1 - n));
    const before = cpuTimes(product.pid, cluster.postmaster());
    const count = Math.min(options.rounds, rows.length - warmUp);
    const rate = await rateOf(sink, count, reply);
    const after = cpuTimes(product.pid, cluster.postmaster());
    const each = (who: keyof typeof after) => rounded((after[who] - before[who]) / count);
    return { cases, rate: rounded(rate), cpu: { product: each('product'), postgres: each('postgres') } };
  } finally {
    await database.end();
    await product.stop();
  }
}

const cluster = await openCluster(options.data);
const sink = await MailSink.open();
try {
  const sizes = [];
  for (const cases of options.cases) {
    const before = await floorRate(sink, options.rounds);
    const size = await measure(cluster, cases, sink);
    const after = await floorRate(sink, options.rounds);
    const floor = rounded((before + after) / 2);
    say(
      `${cases} cases: ${size.rate} replies/s from the request to the relay, ${size.cpu.product} ms product and ${size.cpu.postgres} ms Postgres a reply; ` +
        `nodemailer alone ${rounded(before)} before and ${rounded(after)} mails/s after`,
    );
    sizes.push({ ...size, floor, ratio: rounded(size.rate / floor) });
  }
  const { rate, floor, ratio } = sizes.at(-1)!;
  conclude({ bench: 'sending', figure: rate, unit: 'replies/s', floor, ratio, sizes });
} finally {
  await sink.close();
  await cluster.close();
}
process.exit();
