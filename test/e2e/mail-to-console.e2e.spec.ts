import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { startPostgres, type EmbeddedPostgres } from '@guichet/guichet/postgres';
import { startProduct, type Product } from '@guichet/guichet/product';
import { FileBlobStore, Keyring, loadConfig } from '@guichet/platform';
import { Client } from 'pg';
import type { Socket } from 'socket.io-client';
import { AgentClient } from '../support/agent-client.js';
import { eventually } from '../support/eventually.js';
import { ADMIN } from '../support/running-product.js';
import { SmtpClient } from '../support/smtp-client.js';

const DESK = 'contact@mairie.test';
const HOUR_MS = 3600_000;

let folder: string;
let postgres: EmbeddedPostgres;
let product: Product;
let database: Client;
let console: Socket;

/** On a Postgres of its own: transactions of other suites hide events from the console, which it then finds by a poll. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-woken-'));
  chmodSync(folder, 0o755);
  postgres = await startPostgres(folder, { warn: () => undefined });
  const config = loadConfig({
    PORT: '0',
    SMTP_PORT: '0',
    GUICHET_DATA: folder,
    GUICHET_ADMIN_EMAIL: ADMIN.email,
    GUICHET_ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'silent',
  });
  product = await startProduct({
    config,
    databaseUrl: postgres.url,
    keyring: new Keyring(Buffer.from('a secret of a test, long enough')),
    blobs: new FileBlobStore(join(folder, 'blobs')),
    notificationListener: new NotificationListener(postgres.url, { minPollMs: HOUR_MS }),
  });
  const agent = await AgentClient.signIn(product.url, ADMIN);
  await agent.mailAccount(DESK, 9);
  console = await agent.live();
  database = new Client({ connectionString: postgres.url });
  await database.connect();
});
afterAll(async () => {
  console?.disconnect();
  await database?.end();
  await product?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const mail = (id: string) =>
  Buffer.from(
    `From: zoe@citizen.test\r\nTo: ${DESK}\r\nSubject: Cantine\r\nMessage-ID: <${id}@citizen.test>\r\n\r\nBonjour\r\n`,
  );
/** Until no transaction writes any more, as one of a job might: what an older one hides is found by a poll, an hour later here. */
const quiet = () =>
  eventually(async () => {
    const { rows } = await database.query(`select pid from pg_stat_activity where backend_xid is not null`);
    expect(rows).toEqual([]);
  });
/** By now a mail that no older transaction hides has been shown for long. Milliseconds. */
const SHOWN_MS = 10_000;
/** The mails of which the console learns: each is read at once by another connection, as whoever is notified of it would. */
function mailsOnConsole() {
  const shown: string[] = [];
  console.on('change', (change: Change) => {
    if (change.type !== 'message.received') return;
    void database
      .query<{ id: string }>(`select external_id as id from message where entry_id = $1`, [change.data['entryId']])
      .then(({ rows }) => shown.push(rows[0]?.id ?? 'not stored'));
  });
  return shown;
}

describe('an open console', () => {
  /**
   * The order of events without a time: nothing here looks by itself within the hour, so that the notifications of the two commits,
   * of the envelope and of the entry, are all that can carry a mail from its 250 to the console. How long that takes is
   * measured by `npm run bench -- ingest`.
   */
  it('learns of each mail after its 250 by notifications alone, and of nothing that is not durable', async () => {
    const smtp = await SmtpClient.connect(product.smtpPort!);
    const shown = mailsOnConsole();
    const hidden: string[] = [];
    for (const id of ['one', 'two', 'three', 'four']) {
      await quiet();
      await smtp.send({ from: 'zoe@citizen.test', to: DESK, raw: mail(id) });
      // By a connection of its own: what was answered 250 is committed.
      const { rows } = await database.query<{ count: number }>(`select count(*)::int as count from envelope where convert_from(raw, 'UTF8') like $1`, [`%<${id}@citizen.test>%`]); // prettier-ignore
      expect(rows).toEqual([{ count: 1 }]);
      await eventually(async () => expect(shown.at(-1)).toBe(`${id}@citizen.test`), SHOWN_MS).catch(() => hidden.push(id)); // prettier-ignore
    }
    // A job may begin to write after all: the notifications of the mail behind it then bring both.
    expect(hidden.length).toBeLessThan(2);
    expect(shown).toEqual(['one', 'two', 'three', 'four'].slice(0, shown.length).map((id) => `${id}@citizen.test`));
    smtp.close();
  });
});
