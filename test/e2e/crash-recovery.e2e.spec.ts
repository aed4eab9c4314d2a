import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';
import { administrator, startProductProcess, type ProductProcess } from '../support/product-process.js';
import { startSink, type SmtpSink } from '../support/counting-smtp-sink.js';
import { CrashLoad, intake } from './crash-load.js';

/** `CRASH_KILLS=200` for the long version. */
const kills = Number(process.env['CRASH_KILLS'] ?? 8);
const from = process.env['CRASH_FROM'] === 'built' ? 'built' : 'source';

let database: TestDatabase;
let client: Client;
let sink: SmtpSink;
let dataDir: string;
let product: ProductProcess | null = null;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  sink = await startSink();
  dataDir = mkdtempSync(join(tmpdir(), 'guichet-crash-'));
});
afterAll(async () => {
  await product?.stop();
  await client.end();
  await sink.close();
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

const start = (ports?: { http: number; smtp: number }) =>
  startProductProcess({ databaseUrl: database.url, dataDir, from, ...(ports && { ports }) });

/** Until nothing is under way any more: every envelope read, every answer gone or refused for good. */
async function settled(): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ n: number }>(
      `select (select count(*) from envelope where state = 'received')::int
        + (select count(*) from delivery where state in ('scheduled', 'queued', 'sending'))::int as n`,
    );
    if (rows[0]!.n === 0) return;
    await wait(50);
  }
}

const markers = (text: string) => text.match(/marker[0-9a-f]{32}/g) ?? [];

// Threats and bad inputs, sentence 1: never answer "accepted" before it is durable.
// Threats: D03, S13, S15.
it(
  `keeps every promise over ${kills} deaths at any moment`,
  async () => {
    product = await start();
    const ports = { http: Number(new URL(product.url).port), smtp: product.smtpPort };
    await (await AgentClient.signIn(product.url, administrator)).mailAccount(intake, sink.port);
    const load = new CrashLoad();
    load.aim(product);
    load.start();
    for (let n = 0; n < kills; n += 1) {
      await wait(Math.random() * 1000);
      load.aim(null);
      await product.kill();
      product = await start(ports);
      load.aim(product);
    }
    // However slow the machine, there must have been something to lose.
    while (load.promises.accepted.size < kills || load.promises.answered.size < kills) await wait(50);
    await load.stop();
    await settled();

    const { accepted, answered } = load.promises;
    const { rows: entries } = await client.query<{ marker: string; cases: number; entries: number }>(
      `select e.data ->> 'subject' as marker, count(distinct e.case_id)::int as cases, count(*)::int as entries
       from timeline_entry e where e.kind = 'message' and e.direction = 'in' group by 1`,
    );
    const inCases = new Map(entries.map((row) => [row.marker, row]));
    expect([...accepted].filter((marker) => !inCases.has(marker))).toEqual([]);
    expect(entries.filter((row) => row.cases !== 1 || row.entries !== 1)).toEqual([]);

    const ids = new Map<string, Set<string>>();
    for (const { raw } of sink.mails) {
      const text = raw.toString();
      const id = /^message-id:\s*(<[^>]+>)/im.exec(text)![1]!;
      const [, quoted] = text.split(/\r\n\r\n(.*)/s);
      for (const marker of markers(quoted!).filter((marker) => answered.has(marker))) {
        ids.set(marker, (ids.get(marker) ?? new Set()).add(id));
      }
    }
    expect([...answered].filter((marker) => !ids.has(marker))).toEqual([]);
    expect([...ids].filter(([, of]) => of.size !== 1)).toEqual([]);
    // Nobody's answer was entered twice by asking again after a death.
    const { rows: doubled } = await client.query(
      `select e.data -> 'segments' -> 0 ->> 'text' as text from timeline_entry e where e.direction = 'out' group by 1 having count(*) > 1`,
    );
    expect(doubled).toEqual([]);

    process.stderr.write(
      `${kills} deaths: ${accepted.size} mails accepted, ${answered.size} answers promised, ${sink.mails.length} received\n`,
    );
  },
  60_000 + kills * 15_000,
);
