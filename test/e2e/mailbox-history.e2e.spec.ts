import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelAccount, MailboxState } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { startDovecot, type Dovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { memoryFolder } from '../support/memory-folder.js';
import { fillMailbox, oldMails, type OldMail } from '../support/old-mailbox.js';
import { administrator, startProductProcess, type ProductProcess } from '../support/product-process.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

/** `HISTORY_MAILS=20000 HISTORY_KILLS=10` for the long version. */
const count = Number(process.env['HISTORY_MAILS'] ?? 600);
const kills = Number(process.env['HISTORY_KILLS'] ?? 2);

let dovecot: Dovecot;
let database: TestDatabase;
let client: Client;
let dataDir: string;
let mails: OldMail[];
let product: ProductProcess | null = null;

beforeAll(async () => {
  [database, dovecot] = await Promise.all([createDatabase(), startDovecot()]);
  client = new Client({ connectionString: database.url });
  await client.connect();
  dataDir = mkdtempSync(join(memoryFolder(), 'guichet-history-'));
  mails = oldMails(count);
  await fillMailbox(dovecot, mails);
});
afterAll(async () => {
  await product?.stop();
  await client?.end();
  await dovecot?.close();
  rmSync(dataDir, { recursive: true, force: true });
  await database?.drop();
});

const start = async () =>
  (product = await startProductProcess({
    databaseUrl: database.url,
    dataDir,
    ...(product ? { ports: { http: Number(new URL(product.url).port), smtp: product.smtpPort } } : {}),
  }));

async function connect(address: string, past: object): Promise<ChannelAccount> {
  const agent = await AgentClient.signIn(product!.url, administrator);
  const { port, user, password } = dovecot;
  return agent.post<ChannelAccount>('/channels', {
    ...{ kind: 'email', name: address },
    config: {
      address,
      inbound: {
        smtp: false,
        imap: { host: '127.0.0.1', port, secure: false, user, password, folders: ['Archive'], ...past },
      },
      outbound: { host: '127.0.0.1', port: 9, secure: false },
    },
  });
}
/** Switches an account off, so that the next one has the mailbox for itself. */
const disconnect = ({ id }: ChannelAccount) =>
  client
    .query(`update channel_account set enabled = false where id = $1`, [id])
    .then(() => client.query(`notify guichet, 'channel'`));

async function only<Row>(sql: string, ...values: unknown[]): Promise<Row> {
  return (await client.query(sql, values)).rows[0] as Row;
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}
const live = (subject: string) =>
  `From: zoe@citizen.test\r\nTo: x@ville.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@citizen.test>\r\n\r\nBonjour\r\n`;
const arrived = (subject: string) =>
  until(
    async () => (await only<{ n: number }>(`select count(*)::int as n from cases where subject = $1`, subject)).n === 1,
  );
const isProcessed = () =>
  until(
    async () => (await only<{ n: number }>(`select count(*)::int as n from envelope where state = 'received'`)).n === 0,
  );
const caseCount = async () => (await only<{ n: number }>(`select count(*)::int as n from cases`)).n;
const historyOf = async ({ id }: ChannelAccount) =>
  (
    await only<{ history: { isDone: boolean; taken: number; total: number } | null } | undefined>(
      `select cursor -> 'history' as history from channel_cursor where channel_account_id = $1`,
      id,
    )
  )?.history ?? { isDone: false, taken: 0, total: count };

describe(`a mailbox of ${count} messages`, () => {
  it('opens no case of the past when only new mail is wanted', async () => {
    await start();
    const account = await connect('new@ville.test', {});
    await until(
      async () => (await only(`select 1 from channel_cursor where channel_account_id = $1`, account.id)) !== undefined,
    );
    await dovecot.deliver(live('only-new'));
    await arrived('only-new');
    await isProcessed();
    expect(await caseCount()).toBe(1);
    await disconnect(account);
  });

  it('gives exactly what has arrived since a date', async () => {
    // Days are those of the organisation, which is in France unless somebody says otherwise.
    const dayOf = ({ at }: OldMail) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    const since = dayOf(mails[mails.length - 60]!);
    const wanted = mails.filter((one) => one.direction === 'in' && dayOf(one) >= since);
    const account = await connect('since@ville.test', { start: 'since', since, sent: false });
    await dovecot.deliver(live('after-since'));
    await arrived('after-since');
    await isProcessed();
    // Its other folder is read beside what is new.
    await eventually(async () => {
      const { rows } = await client.query<{ external_id: string }>(
        `select external_id from message where external_id like 'old.%' and direction = 'in'`,
      );
      expect(rows.map(({ external_id }) => external_id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    });
    await disconnect(account);
  });

  it('is imported as closed cases, whole and once, though the product is killed on the way', async () => {
    // A town that has only this mailbox.
    await product!.kill();
    await client.end();
    await database.drop();
    database = await createDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await start();
    const account = await connect('history@ville.test', { start: 'history' });
    const begun = performance.now();
    const waits: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await until(async () => (await historyOf(account)).taken >= (count * kill) / (kills + 1));
      await product!.kill();
      await dovecot.deliver(live(`live-${kill}`));
      await start();
      // Live mail comes beside it.
      await arrived(`live-${kill}`);
      const delivered = performance.now();
      await dovecot.deliver(live(`beside-${kill}`));
      await arrived(`beside-${kill}`);
      waits.push(performance.now() - delivered);
      // At the first death, most of the history is still to come.
      if (kill === 1) expect((await historyOf(account)).isDone).toBe(false);
    }
    await until(async () => (await historyOf(account)).isDone);
    await isProcessed();
    const seconds = (performance.now() - begun) / 1000;
    if (process.env['HISTORY_MAILS'])
      process.stderr.write(
        `${count} messages in ${seconds.toFixed(0)} s: ${(count / seconds).toFixed(0)} a second; live mail beside it was a case after ${Math.max(...waits).toFixed(0)} ms at most.\n`,
      );

    await expectAllImported();
    // Nothing that reads the event log has seen any of it.
    const { n } = await only<{ n: number }>(
      `select (select count(*) from event e join cases c on c.id = e.case_id where c.imported_at is not null)::int
        + (select count(*) from sla_timer t join cases c on c.id = t.case_id where c.imported_at is not null)::int
        + (select count(*) from notification)::int + (select count(*) from survey)::int as n`,
    );
    expect(n).toBe(0);
  });

  it('imports nothing twice when it is connected again with other numbers', async () => {
    const before = await caseCount();
    await product!.kill();
    await dovecot.kill();
    await dovecot.renumber();
    await dovecot.restart();
    await start();
    await dovecot.deliver(live('new-numbers'));
    await arrived('new-numbers');
    await isProcessed();
    expect(await caseCount()).toBe(before + 1);
    await expectAllImported();
  });

  it('is compared with its server in the night, and what was passed by is fetched', async () => {
    await product!.kill();
    await dovecot.deliver(live('passed-by'));
    // As if it had been read and lost.
    await client.query(
      `update channel_cursor set cursor = jsonb_set(
         jsonb_set(cursor, '{folders,INBOX,lastUid}', to_jsonb((cursor #>> '{folders,INBOX,lastUid}')::int + 1)),
         '{count,at}', '"2026-01-01T00:00:00.000Z"')`,
    );
    await start();
    await arrived('passed-by');
    const agent = await AgentClient.signIn(product!.url, administrator);
    const { rows } = await client.query<{ id: string }>(`select channel_account_id as id from channel_cursor`);
    const state = () => agent.get<MailboxState>(`/channels/${rows[0]!.id}/mailbox`);
    await until(async () => (await state()).count !== null);
    const { history, count: counted } = await state();
    // With the two mails that came live before this town was connected.
    expect(history).toMatchObject({ state: 'done', taken: count + 2, total: count + 2 });
    for (const { onServer, here, missing } of counted!.folders)
      expect({ here, missing }).toEqual({ here: onServer, missing: [] });
    // The message that was passed by, at least: under new numbers, those of the history were fetched again, too.
    expect(counted!.folders.find(({ folder }) => folder === 'INBOX')!.fetched).toBeGreaterThan(0);
    await isProcessed();
    await expectAllImported();
  });
});

/** Every message is there once, in the thread and with the file that it had. */
async function expectAllImported(): Promise<void> {
  const { rows } = await client.query<{
    id: string;
    direction: string;
    thread: string;
    status: string;
    digest: string | null;
  }>(
    `select m.external_id as id, m.direction, c.status, a.digest, root.external_id as thread
     from message m join cases c on c.id = m.case_id
     left join attachment a on a.entry_id = m.entry_id
     join timeline_entry e on e.case_id = c.id and e.position = 1 join message root on root.entry_id = e.id
     where m.external_id like 'old.%' order by m.entry_id`,
  );
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect(rows.sort(byId)).toEqual(
    mails.map(({ id, direction, thread, digest }) => ({ id, direction, status: 'closed', digest, thread })).sort(byId),
  );
}
