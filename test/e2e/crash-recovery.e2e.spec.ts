import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { findOrphans } from '../support/find-orphans.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';
import { administrator, startProductProcess, type ProductProcess } from '../support/product-process.js';
import { MailSink } from '../support/mail-sink.js';
import { memoryFolder } from '../support/memory-folder.js';
import type { ChannelAccount } from '@guichet/contracts';
import { OtherSystem } from '../providers/generic-webhook-system.js';
import { Twilio, type TwilioAccount } from '../providers/twilio.js';
import { CrashLoad } from './crash-load.js';
import { chatWriter, MAILBOX, mailWriter, smsWriter, systemWriter, type Writer } from './crash-writers.js';

/** `CRASH_KILLS=300` for the long version. */
const kills = Number(process.env['CRASH_KILLS'] ?? 50);
const US = '+33757050101';
const SITE = 'https://www.ville.test';
/** Most of what a start makes is kept: with little room for young objects it is copied again and again, a tenth of the time of a start. */
const roomForYoung = '--min-semi-space-size=16';

let database: TestDatabase;
let client: Client;
let sink: MailSink;
let twilio: Twilio;
let other: OtherSystem;
let dataDir: string;
let product: ProductProcess | null = null;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  [sink, twilio, other] = await Promise.all([MailSink.open(), Twilio.start(), OtherSystem.start()]);
  dataDir = mkdtempSync(join(memoryFolder(), 'guichet-crash-'));
});
afterAll(async () => {
  await product?.stop();
  await client.end();
  await Promise.all([sink.close(), twilio.close(), other.close()]);
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

const start = (ports?: { http: number; smtp: number }) =>
  startProductProcess({ databaseUrl: database.url, dataDir, nodeFlags: [roomForYoung], ...(ports && { ports }) });

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

/** An account of each channel; who writes by it. */
async function writers({ url }: ProductProcess): Promise<Writer[]> {
  const agent = await AgentClient.signIn(url, administrator);
  await agent.mailAccount(MAILBOX, sink.port);
  const connect = (kind: string, config: object) =>
    agent.post<ChannelAccount>('/channels', { kind, name: kind, config });
  const line: TwilioAccount = {
    ...{ accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account', numbers: [US], webhookUrl: null },
  };
  const { accountSid, authToken } = line;
  const sms = await connect('sms', { accountSid, authToken, from: US, apiBaseUrl: twilio.url, undoSeconds: 0 });
  line.webhookUrl = sms.webhookUrl;
  twilio.connect(line);
  const system = await connect('webhook', other.config);
  other.connect({ webhookUrl: system.webhookUrl! });
  const chat = await connect('chat', { allowedOrigins: [SITE], mailAfterMinutes: 0 });
  return [mailWriter(), mailWriter(), mailWriter(), smsWriter(line), systemWriter(other), chatWriter(chat, SITE)];
}

const markers = (text: string) => text.match(/marker[0-9a-f]{32}/g) ?? [];

/** The markers of the messages that came in, each with the number of its cases and of its entries. */
async function received(): Promise<Map<string, { channel: string; cases: number; entries: number }>> {
  const { rows } = await client.query<{ marker: string; channel: string; cases: number; entries: number }>(
    `select substring(e.data::text from 'marker[0-9a-f]{32}') as marker, min(e.channel_kind) as channel,
       count(distinct e.case_id)::int as cases, count(*)::int as entries
     from timeline_entry e where e.kind = 'message' and e.direction = 'in' group by 1`,
  );
  return new Map(rows.map(({ marker, ...row }) => [marker, row]));
}

/** The replies as they were entered, with what became of them. */
async function entered(): Promise<{ marker: string; channel: string; state: string }[]> {
  const { rows } = await client.query<{ marker: string; channel: string; state: string }>(
    `select substring(e.data -> 'segments' -> 0 ->> 'text' from 'marker[0-9a-f]{32}') as marker, e.channel_kind as channel, d.state
     from timeline_entry e join delivery d on d.entry_id = e.id where e.direction = 'out'`,
  );
  return rows;
}

/** The Message-IDs under which each reply by mail arrived, once for each arrival. */
function arrivedByMail(answered: ReadonlySet<string>): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { raw } of sink.mails) {
    const text = raw.toString();
    const id = /^message-id:\s*(<[^>]+>)/im.exec(text)![1]!;
    const [, body] = text.split(/\r\n\r\n(.*)/s);
    for (const marker of new Set(markers(body!)))
      if (answered.has(marker)) ids.set(marker, [...(ids.get(marker) ?? []), id]);
  }
  return ids;
}

const counted = <Item>(items: readonly Item[], key: (item: Item) => string): string =>
  [...Map.groupBy(items, key)].map(([name, { length }]) => `${name} ${length}`).join(', ');

// Threats and bad inputs, sentence 1: never answer "accepted" before it is durable.
// Threats: D03, S13, S15.
it(
  `the product loses and doubles nothing over ${kills} deaths at any moment`,
  async () => {
    product = await start();
    const ports = { http: Number(new URL(product.url).port), smtp: product.smtpPort };
    const load = new CrashLoad(await writers(product), await AgentClient.signIn(product.url, administrator));
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
    while (load.promises.accepted.size < kills || load.promises.answered.size < kills) await load.goOn(50);
    await load.stop();
    await settled();

    const { accepted, answered } = load.promises;
    const inCases = await received();
    expect([...accepted].filter((marker) => !inCases.has(marker))).toEqual([]);
    expect([...inCases].filter(([, { cases, entries }]) => cases !== 1 || entries !== 1)).toEqual([]);

    expect(await findOrphans(async <Row>(sql: string) => (await client.query(sql)).rows as Row[])).toEqual([]);

    // Nobody's reply was entered twice by asking again after a death.
    const replies = await entered();
    expect(new Set(replies.map(({ marker }) => marker)).size).toBe(replies.length);
    const acknowledged = replies.filter(({ marker }) => answered.has(marker));
    expect(acknowledged).toHaveLength(answered.size);
    const by = (channel: string) => acknowledged.filter((reply) => reply.channel === channel);

    const arrived = arrivedByMail(answered);
    expect(by('email').filter(({ marker }) => new Set(arrived.get(marker)).size !== 1)).toEqual([]);
    const texts = new Map<string, number>();
    for (const marker of twilio.sent.flatMap(({ body }) => markers(body)))
      texts.set(marker, (texts.get(marker) ?? 0) + 1);
    // Twilio knows no repeats. A text whose fate is not known waits for an agent, and is never sent again by itself.
    const isTold = ({ marker, state }: { marker: string; state: string }) =>
      state === 'unknown' ? (texts.get(marker) ?? 0) <= 1 : texts.get(marker) === 1;
    expect(by('sms').filter((reply) => !isTold(reply))).toEqual([]);
    const calls = other.sent.flatMap(({ text }) => markers(text));
    expect(by('webhook').filter(({ marker }) => calls.filter((call) => call === marker).length !== 1)).toEqual([]);
    expect(by('chat').filter(({ state }) => state === 'failed')).toEqual([]);

    const mails = [...arrived.values()].flat().length;
    process.stderr.write(
      `${kills} deaths: ${accepted.size} messages accepted (${counted([...inCases.values()], ({ channel }) => channel)}); ` +
        `${answered.size} replies acknowledged (${counted(acknowledged, ({ channel, state }) => `${channel} ${state}`)}), ` +
        `${mails - arrived.size} of ${mails} mails a repeat under its Message-ID\n`,
    );
  },
  240_000 + kills * 15_000,
);
