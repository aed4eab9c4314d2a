import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseSummary, Page } from '@guichet/contracts';
import { startPostgres, type EmbeddedPostgres } from '@guichet/guichet/postgres';
import { startProduct, type Product } from '@guichet/guichet/product';
import { FileBlobStore, Keyring, loadConfig } from '@guichet/platform';
import { createTransport } from 'nodemailer';
import { memoryFolder } from '../support/memory-folder.js';
import { ADMIN, ApiClient } from '../support/running-product.js';

let folder: string;
let postgres: EmbeddedPostgres;
let product: Product;
let root: ApiClient;
const DESK = 'contact@mairie.test';

beforeAll(async () => {
  folder = mkdtempSync(join(memoryFolder(), 'guichet-away-'));
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
  const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));
  product = await startProduct({
    config,
    databaseUrl: postgres.url,
    keyring,
    blobs: new FileBlobStore(join(folder, 'blobs')),
  });
  root = await ApiClient.signIn(product.url);
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound: { host: '127.0.0.1', port: 9, secure: false } },
  });
});
afterAll(async () => {
  await product?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As a mail server does: again and again until it is taken. Answers how often it was put off. */
async function sendUntilTaken(subject: string): Promise<number> {
  for (let refusals = 0; ; refusals += 1) {
    const transport = createTransport({
      host: '127.0.0.1',
      port: product.smtpPort!,
      tls: { rejectUnauthorized: false },
    });
    try {
      await transport.sendMail({
        from: 'zoe@citizen.test',
        to: DESK,
        subject,
        text: 'Bonjour',
        messageId: `<${subject}@citizen.test>`,
        date: new Date(0),
      });
      return refusals;
    } catch (error) {
      // It is put off, never refused for good.
      expect((error as { responseCode?: number }).responseCode ?? 451).toBe(451);
    } finally {
      transport.close();
    }
  }
}

async function eventually<Result>(look: () => Promise<Result | undefined>): Promise<Result> {
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const found = (subject: string) =>
  eventually(async () => {
    const { items } = await root.get<Page<CaseSummary>>(`/cases?q=${subject}`);
    return items.length > 0 ? items : undefined;
  });

describe('when the database is killed under load', () => {
  // Threats: D01, S16.
  it('puts mail off, comes back by itself, and has every mail that was taken once', async () => {
    expect(await sendUntilTaken('before')).toBe(0);
    await found('before');

    for (let round = 0; round < 3; round += 1) {
      const names = Array.from({ length: 8 }, (_, n) => `round${round}n${n}`);
      const sending = names.map((name) => sendUntilTaken(name));
      process.kill(postgres.pid(), 'SIGKILL');
      await Promise.all(sending);
      for (const name of names) expect([name, (await found(name)).length]).toEqual([name, 1]);
    }
    const ready = await eventually(async () => ((await fetch(`${product.url}/readyz`)).ok ? true : undefined));
    expect(ready).toBe(true);
  });

  // Threats: D01, T05.
  it('says that it is not available, and goes on to do its jobs afterwards', async () => {
    process.kill(postgres.pid(), 'SIGKILL');
    const answers: number[] = [];
    await eventually(async () => {
      const { status } = await root.raw('GET', '/cases');
      answers.push(status);
      return status === 200 || undefined;
    });
    for (const status of answers) expect([200, 503]).toContain(status);

    const [item] = await found('before');
    const until = new Date(Date.now() + 1500).toISOString();
    await eventually(
      async () =>
        (await root.patch<CaseSummary>(`/cases/${item!.id}`, { status: 'snoozed', snoozeUntil: until })).status,
    );
    await eventually(async () =>
      (await root.get<CaseSummary>(`/cases/${item!.id}`)).status === 'open' ? true : undefined,
    );
  });
});
