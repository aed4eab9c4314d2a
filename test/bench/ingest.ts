import type { Change } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { administrator, memoryOf } from '../support/product-process.js';
import { SmtpClient } from '../support/smtp-client.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { cpuTimes } from './cpu-time.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';
import { ingestFloor } from './bare-ingest.js';
import { benchMails, type BenchMail } from './generate-mails.js';
import { benchOptions } from './bench-options.js';

const intake = 'intake@guichet.test';
/** The number of connections, as a few relays of a town open them. The product accepts 50 from one address. */
const connections = 24;
const patienceMs = 300_000;

/** Measures mails: the time when each was accepted with 250, and when an open console learnt of its entry. */
class Watch {
  private readonly heard = new Map<string, number>();
  private readonly acknowledged = new Map<string, number>();
  private waiting: { count: number; resolve: () => void } | null = null;

  constructor(private readonly database: Client) {}

  hear({ type, data }: Change): void {
    if (type !== 'message.received') return;
    this.heard.set(data['entryId'], clock());
    if (this.waiting && this.heard.size >= this.waiting.count) this.waiting.resolve();
  }

  acknowledge(messageId: string): void {
    this.acknowledged.set(messageId, clock());
  }

  reset(): void {
    this.heard.clear();
    this.acknowledged.clear();
  }

  /** Waits until the console has learnt of a number of entries. */
  async until(count: number): Promise<void> {
    if (this.heard.size >= count) return;
    const late = new Error(`only ${this.heard.size} of ${count} mails were seen within ${patienceMs / 1000} s`);
    let timer: NodeJS.Timeout;
    await new Promise<void>((resolve, reject) => {
      this.waiting = { count, resolve };
      timer = setTimeout(() => reject(late), patienceMs);
    });
    clearTimeout(timer!);
    this.waiting = null;
  }

  lastHeardAt(): number {
    return Math.max(...this.heard.values());
  }

  /** Returns the milliseconds from the 250 to the open console for each mail. Events name entries, whose mails are looked up in the database. */
  async latencies(): Promise<number[]> {
    const { rows } = await this.database.query<{ entry_id: string; external_id: string }>(
      `select entry_id, external_id from message where external_id = any($1::text[])`,
      [[...this.acknowledged.keys()]],
    );
    return rows.map((row) => this.heard.get(row.entry_id)! - this.acknowledged.get(row.external_id)!);
  }
}

/** Sends mails as fast as the connections allow, or at a given rate per second. */
async function post(
  port: number,
  { mails, watch, perSecond = Infinity }: { mails: readonly BenchMail[]; watch: Watch; perSecond?: number },
): Promise<void> {
  const begun = clock();
  let next = 0;
  const sender = async () => {
    const client = await SmtpClient.connect(port);
    for (;;) {
      const n = next++;
      const mail = mails[n];
      if (!mail) return client.close();
      const early = begun + (n / perSecond) * 1000 - clock();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await client.send({ from: mail.from, to: intake, raw: mail.raw });
      watch.acknowledge(mail.messageId);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
}

/** Returns the number of replies that are not in the case of the mail to which they reply. */
async function misplaced(database: Client, mails: readonly BenchMail[]): Promise<number> {
  const { rows } = await database.query<{ external_id: string; case_id: string }>(
    `select external_id, case_id from message where external_id = any($1::text[])`,
    [mails.map(({ messageId }) => messageId)],
  );
  const caseOf = new Map(rows.map((row) => [row.external_id, row.case_id]));
  return mails.filter(({ messageId, answers }) => answers && caseOf.get(messageId) !== caseOf.get(answers)).length;
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const product = await cluster.startProduct(
    url,
    options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [],
  );
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    await agent.mailAccount(intake, 9);
    const socket = await agent.live();
    const watch = new Watch(database);
    socket.on('change', (change: Change) => watch.hear(change));

    const warmUp = benchMails(500, intake, 'warm');
    await post(product.smtpPort, { mails: warmUp, watch });
    await watch.until(warmUp.length);
    watch.reset();

    const mails = benchMails(options.mails, intake, 'full');
    const cpuBefore = cpuTimes(product.pid, cluster.postmaster());
    const begun = clock();
    await post(product.smtpPort, { mails, watch });
    const accepted = mails.length / ((clock() - begun) / 1000);
    await watch.until(mails.length);
    const rate = mails.length / ((watch.lastHeardAt() - begun) / 1000);
    const cpuAfter = cpuTimes(product.pid, cluster.postmaster());
    const perMail = (who: keyof typeof cpuAfter) => rounded((cpuAfter[who] - cpuBefore[who]) / mails.length);
    const lost = await misplaced(database, mails);
    watch.reset();

    const calm = benchMails(Math.min(options.mails, Math.round(rate * 2.5)), intake, 'calm');
    await post(product.smtpPort, { mails: calm, watch, perSecond: rate / 2 });
    await watch.until(calm.length);
    const latencies = await watch.latencies();
    socket.disconnect();
    return {
      cases,
      rate: rounded(rate),
      accepted: rounded(accepted),
      misplaced: lost,
      /** The CPU time per message in milliseconds, which limits the rate on a machine whose cores are all busy. */
      cpu: { product: perMail('product'), postgres: perMail('postgres'), client: perMail('client') },
      p50: rounded(percentile(latencies, 0.5)),
      p99: rounded(percentile(latencies, 0.99)),
      memoryMb: memoryOf(product.pid),
    };
  } finally {
    await database.end();
    await product.stop();
  }
}

/** What the floor does in a second, and the CPU time of one of its transactions in milliseconds. */
async function measureFloor(url: string): Promise<{ rate: number; cpu: number }> {
  const before = cpuTimes(process.pid, cluster.postmaster());
  const { rate, transactions } = await ingestFloor(url, options.seconds);
  const after = cpuTimes(process.pid, cluster.postmaster());
  return { rate, cpu: (after.postgres - before.postgres + after.client - before.client) / transactions };
}

const options = benchOptions();
const cluster = await openCluster(options.data);
try {
  const floorUrl = await cluster.emptyDatabase('floor');
  let before = await measureFloor(floorUrl);
  const sizes = [];
  for (const cases of options.cases) {
    const size = await measure(cluster, cases);
    const after = await measureFloor(floorUrl);
    const floor = (before.rate + after.rate) / 2;
    const { product, postgres, client } = size.cpu;
    const cpu = { ...size.cpu, floor: rounded((before.cpu + after.cpu) / 2) };
    const cpuRatio = rounded(cpu.floor / (product + postgres + client));
    say(
      `${cases} cases: ${size.rate} messages/s to the open console (accepted ${size.accepted}/s), at half that load ` +
        `p50 ${size.p50} ms, p99 ${size.p99} ms from 250 to event; ${size.misplaced} answers in a wrong case; ` +
        `${size.memoryMb} MB; CPU per message ${size.cpu.product} ms product, ${size.cpu.postgres} ms Postgres, ${size.cpu.client} ms client; floor ${rounded(before.rate)} before and ${rounded(after.rate)} transactions/s after, ${cpu.floor} ms each`,
    );
    sizes.push({ ...size, cpu, floor: rounded(floor), ratio: rounded(size.rate / floor), cpuRatio });
    before = after;
  }
  const [few] = sizes;
  conclude({
    bench: 'ingest',
    figure: few!.rate,
    unit: 'messages/s',
    floor: few!.floor,
    ratio: few!.ratio,
    cpuRatio: few!.cpuRatio,
    // Each has a floor of its own, because the machine may have been busier during one of them.
    ...(sizes.length > 1 && { manyToFew: rounded(sizes.at(-1)!.ratio / few!.ratio) }),
    sizes,
  });
} finally {
  await cluster.close();
}
process.exit();
