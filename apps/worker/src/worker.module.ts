import { Database, lastEvents, LogReader, runJobs, NotificationListener } from '@guichet/database';
import {
  AccessTokens,
  Accounts,
  Deliverability,
  DeliveryWorker,
  EgressIo,
  FileTexts,
  InboundProcessor,
  VirusScanner,
} from '@guichet/messages';
import { BlobStore, Config, Keyring, Logger } from '@guichet/platform';
import { ThresholdSweep } from '@guichet/sla';
import { AutoAssigner } from '@guichet/workforce';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { makeVapidKeys } from '@guichet/notifications';
import { crontab, jobs } from './jobs.js';
import { subscriptions } from './event-log-subscriptions.js';

/** Understands, delivers, keeps time. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readers: LogReader[] = [];
  private readonly assigning: AutoAssigner;
  private readonly thresholds: ThresholdSweep;
  private runner: Awaited<ReturnType<typeof runJobs>> | undefined;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly io: EgressIo,
    private readonly tokens: AccessTokens,
    private readonly understanding: InboundProcessor,
    private readonly deliveries: DeliveryWorker,
    private readonly notificationListener: NotificationListener,
    private readonly config: Config,
    private readonly scanner: VirusScanner,
    private readonly fileTexts: FileTexts,
    private readonly deliverability: Deliverability,
    private readonly logger: Logger,
  ) {
    this.assigning = new AutoAssigner(database, notificationListener, logger);
    this.thresholds = new ThresholdSweep(database, logger);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.makePushKeys();
    this.understanding.start();
    this.deliveries.start();
    this.readers = subscriptions.map(
      (options) =>
        new LogReader(this.database, { listener: this.notificationListener, logger: this.logger, ...options }),
    );
    for (const reader of this.readers) reader.start();
    this.assigning.start();
    this.thresholds.start();
    this.runner = await runJobs(this.database.url, {
      jobs: this.jobs(),
      crontab,
      onError: (job, error) => this.logger.error('A job failed.', { job, error }),
    });
  }

  /** Without them nobody is told on a device; messages come and go all the same. */
  private async makePushKeys(): Promise<void> {
    const { database, keyring, logger } = this;
    await database
      .write({ kind: 'system', name: 'Push' }, (tx) => makeVapidKeys(tx, { keyring, logger }))
      .catch((error: unknown) => logger.error('The web push keys could not be made.', { error }));
  }

  /** Until everything that has happened by now has had its consequences, and these theirs. */
  async settled(): Promise<void> {
    for (let before = await this.newest(), last; ; before = last) {
      for (const reader of this.readers) await reader.drain();
      await this.assigning.drain();
      await this.thresholds.drain();
      last = await this.newest();
      if (last === before) return;
    }
  }

  /** Until every SLA threshold that has passed by now has fired. */
  thresholdsFired(): Promise<void> {
    return this.thresholds.drain();
  }

  private async newest(): Promise<string | undefined> {
    return (await lastEvents(this.database.query))[0]?.position;
  }

  private jobs() {
    const { database, accounts, blobs, keyring, io, scanner, fileTexts, tokens, deliverability, logger, config } = this;
    return jobs({ database, accounts, blobs, keyring, io, scanner, fileTexts, tokens, deliverability, logger, config });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.understanding.stop(),
      this.deliveries.stop(),
      this.assigning.stop(),
      this.thresholds.stop(),
      this.runner?.stop(),
      ...this.readers.map((reader) => reader.stop()),
    ]);
  }
}
