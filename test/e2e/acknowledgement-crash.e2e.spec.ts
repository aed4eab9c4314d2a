import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelAccount, Page } from '@guichet/contracts';
import { Client } from 'pg';
import { AgentClient } from '../support/agent-client.js';
import { eventually } from '../support/eventually.js';
import { MailSink } from '../support/mail-sink.js';
import { memoryFolder } from '../support/memory-folder.js';
import { administrator, startProductProcess, type ProductProcess } from '../support/product-process.js';
import { SmtpClient } from '../support/smtp-client.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';
import { mailOfPerson } from './hostile-mails.js';

let database: TestDatabase;
let client: Client;
let sink: MailSink;
let dataDir: string;
let product: ProductProcess;
/** While it is set, the relay takes mails and never says so. */
let hanging = false;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  sink = await MailSink.open({ onMail: () => (hanging ? new Promise(() => undefined) : Promise.resolve()) });
  dataDir = mkdtempSync(join(memoryFolder(), 'guichet-acknowledgement-'));
  product = await startProductProcess({ databaseUrl: database.url, dataDir });
});
afterAll(async () => {
  await product?.stop();
  await client.end();
  await sink.close();
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(sql, values)).rows;

async function acknowledge(): Promise<void> {
  const agent = await AgentClient.signIn(product.url, administrator);
  await agent.put('/organisation', { name: 'Ville de Valbourg', mail: 'contact@town.test' });
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  const { id } = await agent.post<ChannelAccount>('/channels', { kind: 'email', name: 'Mairie', config });
  const { items } = await agent.get<Page<{ id: string; key: string }>>('/acknowledgements/templates');
  const templateId = items.find(({ key }) => key === 'acknowledgement')!.id;
  await agent.put(`/channels/${id}/acknowledgement`, { enabled: true, templateId, closedTemplateId: null });
}

async function mail(address: string): Promise<void> {
  const smtp = await SmtpClient.connect(product.smtpPort);
  await smtp.send(mailOfPerson(address, 1));
  smtp.close();
}

/** Resolves when this finds something. */
const found = (sql: string, values: unknown[] = []): Promise<void> =>
  eventually(async () => {
    if ((await rows(sql, values)).length === 0) throw new Error(`Nothing yet: ${sql}`);
  });

const idsOfMailsTo = (address: string): Set<string | undefined> =>
  new Set(
    sink.mails.filter(({ envelope }) => envelope.to.includes(address)).map(({ headers }) => headers.get('message-id')),
  );

it('acknowledges each message once though the process is killed before it decides, before it writes and while it sends', async () => {
  await acknowledge();
  hanging = true;
  await mail('sending@citizen.test');
  await eventually(async () => expect(idsOfMailsTo('sending@citizen.test').size).toBe(1));
  // The job of the next one waits within its transaction, until whose end the log is not read on.
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query(`lock table reply_page in share mode`);
  await mail('writing@citizen.test');
  await found(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into reply_page%'`,
  );
  await mail('deciding@citizen.test');
  await found(`select 1 from message m join handle h on h.id = m.handle_id where h.value = 'deciding@citizen.test'`);

  const ports = { http: Number(new URL(product.url).port), smtp: product.smtpPort };
  await product.kill();
  hanging = false;
  await holder.end();
  product = await startProductProcess({ databaseUrl: database.url, dataDir, ports });
  // The minute after which somebody looks for what a dead process has left.
  await client.query(`update automatic_message set at = at - interval '2 minutes'`);
  await client.query(`select graphile_worker.add_job('resume-acknowledgements', '{}')`);

  const senders = ['deciding@citizen.test', 'writing@citizen.test', 'sending@citizen.test'];
  for (const address of senders)
    await found(
      `select 1 from automatic_message s join delivery d on d.entry_id = s.entry_id where s.address = $1 and d.state = 'sent'`,
      [`email:${address}`],
    );
  for (const address of senders) expect([address, idsOfMailsTo(address).size]).toEqual([address, 1]);
  const [written] = await rows<{ count: number }>(
    `select count(*)::int as count from timeline_entry where kind = 'message' and direction = 'out'`,
  );
  expect(written!.count).toBe(3);
});
