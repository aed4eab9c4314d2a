import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { channels } from '@guichet/channels';
import { startPostgres } from '@guichet/guichet/postgres';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { ApiProblem } from '../support/api-client.js';
import { administrator, startProductProcess } from '../support/product-process.js';
import { SmtpClient, SmtpRefused, transferred } from '../support/smtp-client.js';
import { MailSink } from '../support/mail-sink.js';
import { drawn } from './draw-in-browser.js';
import { filed, type Filed } from './stored-messages.js';
import { violationsOf, type Violation } from './invariants.js';
import { messagesBelow, type CorpusMessage } from './corpus-messages.js';
import { verdictOf } from './expected-verdicts.js';

const intake = 'intake@guichet.test';
const patienceMs = 120_000;
const tables = [
  'envelope',
  'message',
  'timeline_entry',
  'cases',
  'case_link',
  'citizen',
  'handle',
  'attachment',
  'event',
];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function send(port: number, messages: readonly CorpusMessage[], refused: Violation[]): Promise<void> {
  const queue = [...messages];
  const sender = async () => {
    let client = await SmtpClient.connect(port);
    for (let next = queue.shift(); next; next = queue.shift()) {
      // Reports come with the null sender (RFC 5321 § 4.5.5), whatever their header says.
      const from = verdictOf(next) === 'report' ? '' : 'citizen@example.org';
      try {
        await client.send({ from, to: intake, raw: next.raw });
      } catch (error) {
        refused.push({ invariant: 'INV-02', message: next.name, detail: `refused: ${String(error)}` });
        if (error instanceof SmtpRefused && error.code !== 0) continue;
        client = await SmtpClient.connect(port);
      }
    }
    client.close();
  };
  await Promise.all([1, 2, 3, 4].map(sender));
}

async function understood(client: Client): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from envelope where state = 'received'`,
    );
    if (rows[0]!.n === 0) return;
    // What is left is told by the invariants, message by message.
    if (Date.now() > end) return say(`${rows[0]!.n} messages are not understood after ${patienceMs / 1000} s`);
    await wait(50);
  }
}

/** Until what follows from the messages has followed too: all who read the log are at its end, and nobody writes on. */
async function followed(client: Client): Promise<void> {
  const end = Date.now() + patienceMs;
  for (let before = ''; ; await wait(250)) {
    const { rows } = await client.query<{ last: string; behind: number }>(
      `select last, (select count(*)::int from log_reader where position < last) as behind
       from (select max(lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0')) as last from event) as log`,
    );
    const { last, behind } = rows[0]!;
    if (behind === 0 && last === before) return;
    if (Date.now() > end) return say(`${behind} readers of the log are behind after ${patienceMs / 1000} s`);
    before = last;
  }
}

async function countRows(client: Client): Promise<Record<string, number>> {
  const sql = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  return (await client.query<Record<string, number>>(`select ${sql}`)).rows[0]!;
}

/** Is there an entry with the Message-ID and the content that the channel reads in this message? */
async function isCopy(client: Client, { raw, digest, envelope }: Filed): Promise<boolean> {
  const { config } = (await client.query<{ config: unknown }>(`select config from channel_account`)).rows[0]!;
  const request = {
    externalId: digest,
    body: transferred(raw),
    headers: { 'rcpt-to': intake },
    receivedAt: envelope!.received_at,
  };
  const message = (await channels.email.parse(request, channels.email.config.parse(config))).find(
    ({ type }) => type === 'message',
  );
  if (message?.type !== 'message') return false;
  const { rowCount } = await client.query(`select from message where external_id = $1 and fingerprint = $2`, [
    message.externalId,
    message.fingerprint,
  ]);
  return rowCount === 1;
}

/** Every case must be shown: what is stored and cannot leave through the API is lost to whoever should answer it. */
async function unshown(agent: AgentClient, messages: readonly Filed[]): Promise<Violation[]> {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  for (const { name, entry } of messages) {
    if (!entry || seen.has(entry.case_id)) continue;
    seen.add(entry.case_id);
    try {
      await agent.get(`/cases/${entry.case_id}`);
      await agent.get(`/cases/${entry.case_id}/timeline?limit=200`);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      violations.push({ invariant: 'INV-02', message: name, detail: `cannot be shown: ${error.message}` });
    }
  }
  return violations;
}

async function run(folder: string): Promise<boolean> {
  const messages = messagesBelow(folder);
  if (messages.length === 0) throw new Error(`no messages below ${folder}`);
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const data = mkdtempSync(join(tmpdir(), 'guichet-corpus-'));
  const postgres = await startPostgres(join(data, 'database'));
  const sink = await MailSink.open({ refuseAll: true });
  const product = await startProductProcess({ databaseUrl: postgres.url, dataDir: data });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    await agent.mailAccount(intake, sink.port);
    say(`${seconds()}: the product listens, ${messages.length} messages go in`);

    const startedAt = new Date();
    const violations: Violation[] = [];
    await send(product.smtpPort, messages, violations);
    say(`${seconds()}: all are sent`);
    await understood(client);
    await followed(client);
    say(`${seconds()}: all are understood`);
    const first = await countRows(client);
    await send(product.smtpPort, messages, violations);
    await understood(client);
    await followed(client);
    say(`${seconds()}: all are sent and understood again`);
    const second = await countRows(client);
    for (const table of tables) {
      const [before, after] = [first[table]!, second[table]!];
      if (before !== after)
        violations.push({ invariant: 'INV-09', message: '(all)', detail: `${table}: ${before}, then ${after}` });
    }

    const result = await filed(client, join(data, 'blobs'), messages);
    const endedAt = new Date();
    const [violated, hidden, seen] = await Promise.all([
      violationsOf({ startedAt, endedAt, filed: result, isCopy: (message) => isCopy(client, message) }),
      unshown(agent, result),
      drawn(result),
    ]);
    violations.push(...violated, ...hidden, ...(seen ?? []));
    if (!seen) say('no browser here: the HTML is judged by its tags only');
    const { rows: outgoing } = await client.query<{ n: number }>(
      `select count(*)::int as n from message where direction = 'out'`,
    );
    if (sink.attempts > 0 || outgoing[0]!.n > 0) {
      violations.push({
        invariant: 'INV-16',
        message: '(all)',
        detail: `${sink.attempts} attempts, ${outgoing[0]!.n} messages left`,
      });
    }
    const states = (state: string) => result.filter(({ envelope }) => envelope?.state === state).length;
    const failed = result.filter(({ envelope }) => envelope?.reason === 'failed-repeatedly').length;
    for (const line of product.errors) say(`the product logged: ${line}`);
    for (const { invariant, message, detail } of violations) say(`${invariant} ${message}: ${detail}`);
    const reasons = Object.groupBy(result, ({ envelope }) => envelope?.reason ?? '');
    say(
      `held: ${
        Object.entries(reasons)
          .flatMap(([reason, all]) => (reason ? `${reason} ${all.length}` : []))
          .join(', ') || 'none'
      }`,
    );
    say(
      `${seconds()}: ${second['cases']} cases, ${second['timeline_entry']} entries, ${second['attachment']} attachments`,
    );
    const summary = {
      messages: messages.length,
      stored: result.filter(({ envelope, digest }) => envelope?.storedDigest === digest).length,
      understood: states('processed'),
      held: states('quarantined'),
      threw: product.errors.length + failed,
      violations,
    };
    writeSync(1, `${JSON.stringify(summary)}\n`);
    return summary.threw === 0 && violations.length === 0;
  } finally {
    await channels.email.close?.();
    await client.end();
    await product.stop();
    await sink.close();
    await postgres.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const [folder] = process.argv.slice(2);
if (!folder) {
  say('which corpus? npm run corpus -- <folder of mails>');
  process.exit(2);
}
process.exit((await run(folder)) ? 0 : 1);
