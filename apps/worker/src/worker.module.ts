import { Database, runJobs } from '@guichet/database';
import { Accounts, Deliveries, Io, Understanding } from '@guichet/messages';
import { BlobStore, Keyring, Logger } from '@guichet/platform';
import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { crontab, jobs } from './jobs.js';

/** Understands, delivers, keeps time. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private runner: Awaited<ReturnType<typeof runJobs>> | undefined;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly io: Io,
    private readonly understanding: Understanding,
    private readonly deliveries: Deliveries,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.understanding.start();
    this.deliveries.start();
    this.runner = await runJobs(this.database.url, this.jobs(), crontab, (job, error) =>
      this.logger.error('A job failed.', { job, error }),
    );
  }

  private jobs() {
    const { database, accounts, blobs, keyring, io, logger } = this;
    return jobs({ database, accounts, blobs, keyring, io, logger });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.understanding.stop(), this.deliveries.stop(), this.runner?.stop()]);
  }
}
