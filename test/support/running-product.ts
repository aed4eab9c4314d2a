import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '@guichet/database';
import { startProduct, type Product } from '@guichet/guichet/product';
import { DeliveryWorker, InboundProcessor } from '@guichet/messages';
import { FileBlobStore, Keyring, loadConfig, type Clock } from '@guichet/platform';
import { WorkerModule } from '@guichet/worker';
import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { ADMIN, ApiClient, ApiProblem } from './api-client.js';
import { eventually } from './eventually.js';
import { memoryFolder } from './memory-folder.js';
import { METRICS_TOKEN } from './metrics-page.js';
import { writesAnswered } from './page-writes.js';
import { TestDns } from './test-dns.js';
import { createDatabase, type TestDatabase } from './test-database.js';

export { ADMIN, ApiClient, ApiProblem };

/** The clock of the product under test: the real time, moved forward by a test. */
export class MovableClock implements Clock {
  private ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  advance(ms: number): void {
    this.ahead += ms;
  }
}

type Parts = Pick<RunningProduct, 'product' | 'database' | 'clock' | 'folder' | 'blobs' | 'keyring' | 'dns'>;

/**
 * The whole product on a database of its own and free ports, with a first administrator. What is waited for here
 * begins with what open pages are writing.
 */
export class RunningProduct {
  product: Product;
  private readonly begin: () => Promise<Product>;
  readonly database: TestDatabase;
  readonly clock: MovableClock;
  readonly folder: string;
  readonly blobs: FileBlobStore;
  readonly keyring: Keyring;
  /** What the domains of senders publish; at the beginning, nothing. */
  readonly dns: TestDns;

  private constructor({ begin, ...parts }: Parts & { begin: () => Promise<Product> }) {
    this.begin = begin;
    ({
      product: this.product,
      database: this.database,
      clock: this.clock,
      folder: this.folder,
      blobs: this.blobs,
      keyring: this.keyring,
      dns: this.dns,
    } = parts);
  }

  static async start(env: Record<string, string> = {}): Promise<RunningProduct> {
    const database = await createDatabase();
    const folder = mkdtempSync(join(memoryFolder(), 'guichet-product-'));
    const config = loadConfig({
      PORT: '0',
      SMTP_PORT: '0',
      GUICHET_DATA: folder,
      OUTBOUND_ALLOW: '127.0.0.0/8,::1',
      GUICHET_ADMIN_EMAIL: ADMIN.email,
      GUICHET_ADMIN_PASSWORD: ADMIN.password,
      METRICS_TOKEN,
      LOG_LEVEL: 'silent',
      ...env,
    });
    const keyring = new Keyring(Buffer.from('a secret of a test, long enough'));
    const clock = new MovableClock();
    const blobs = new FileBlobStore(join(folder, 'blobs'));
    const dns = new TestDns();
    const begin = () => startProduct({ clock, dns, config, databaseUrl: database.url, keyring, blobs });
    const running = new RunningProduct({ product: await begin(), begin, database, clock, folder, blobs, keyring, dns });
    // Replies arrive as they were written, but in stories that save a signature.
    await running.sql.execute(`delete from setting where key = 'signatures'`);
    return running;
  }

  get url(): string {
    return this.product.url;
  }

  /** Where it takes mail by SMTP. */
  get smtpPort(): number {
    return this.product.smtpPort!;
  }

  /** The database as the product itself reaches it. */
  get sql(): Database {
    return this.product.app.get(Database);
  }

  /** Sends a mail to the product by SMTP. */
  async mail(message: Mail.Options & { envelope?: Mail.Options['envelope'] }): Promise<string> {
    await writesAnswered();
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.smtpPort,
      secure: false,
      tls: { rejectUnauthorized: false },
    });
    try {
      return (await transport.sendMail(message)).messageId;
    } finally {
      transport.close();
    }
  }

  /** Moves the time forward, for scheduled jobs too: those that are due by then start at once. */
  async advance(ms: number): Promise<void> {
    await writesAnswered();
    this.clock.advance(ms);
    await this.sql.execute(
      `with later as (
         update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where locked_at is null returning run_at)
       select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from later where run_at <= now()`,
      [ms / 1000],
    );
  }

  /** Waits until every job that is due is done, and every SLA threshold that has passed has fired. */
  async jobsDone(): Promise<void> {
    await writesAnswered();
    await this.product.app.get(WorkerModule).thresholdsFired();
    await eventually(async () => {
      const due = await this.sql.query(
        `select 1 from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts limit 1`,
      );
      if (due.length > 0) throw new Error('Timers that are due have not done their work.');
    });
  }

  /** Waits until all received envelopes are processed. */
  async processed(): Promise<void> {
    await writesAnswered();
    return this.product.app.get(InboundProcessor).drain();
  }

  /** Waits until all log readers have handled all events. */
  async settled(): Promise<void> {
    await writesAnswered();
    return this.product.app.get(WorkerModule).settled();
  }

  /** Waits until every due delivery was attempted. */
  async delivered(): Promise<void> {
    await writesAnswered();
    return this.product.app.get(DeliveryWorker).drain();
  }

  /** Restarts it on the same data, at another address; `meanwhile` runs while it is stopped. */
  async restart(meanwhile: () => Promise<void> | void = () => undefined): Promise<void> {
    await this.product.close();
    await meanwhile();
    this.product = await this.begin();
  }

  async close(): Promise<void> {
    await this.product.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
