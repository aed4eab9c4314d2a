import { Failure, isStorageFull, SettingError } from '@guichet/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import * as entities from './entities.js';
import { CONNECT_MS } from './connection-timeout.js';
import { EventLogWatch } from './event-log-watch.js';
import { LeaderLocks } from './leader-locks.js';
import { migrations } from './migrations/index.js';
import { respondsSoon } from './responds-soon.js';
import { SnakeNaming } from './snake-case-naming.js';
import { type Reader, writes } from './query-reader-and-iso-time.js';
import { RecentEvents } from './recent-events.js';
import { Statements } from './prepared-statements.js';
import { readers } from './postgres-time-parsers.js';
import { Tx, type Author } from './tx.js';
import { AsyncLocalStorage } from 'node:async_hooks';

const FULL_MS = 60_000;

/**
 * A connection that is not used for so long is closed. Agents read and write for some seconds between two requests: a new connection has to
 * plan each statement anew, so that a case takes it 15 ms and more where it takes another one 1 ms.
 */
const IDLE_MS = 50_000;

/** Serialization failures and deadlocks: nobody's fault, and gone at the next try. */
const RETRYABLE = new Set(['40001', '40P01']);

interface ConnectOptions {
  poolSize?: number;
  now?: () => Date;
  timeouts?: { statement: number; lock: number };
  /** What is made of each entity takes as long as to connect; migrations use none. */
  withoutEntities?: boolean;
}

/**
 * The connection pool, and the two doors to it: `query` for whatever only reads, `write` for everything that changes
 * something.
 */
export class Database implements Reader {
  private static readonly inside = new AsyncLocalStorage<true>();
  private readonly statements = new Statements('read');
  private readonly written = new Statements('write');
  /** When its disk had no room for the last time. */
  private fullAt = -Infinity;
  /** By which this process leads. */
  readonly leaderLocks: LeaderLocks;

  constructor(
    readonly source: DataSource,
    readonly url: string,
  ) {
    this.leaderLocks = new LeaderLocks(url);
  }

  /** `timeouts`, in milliseconds (0: none), are for a statement as a whole and for its wait for one lock. */
  static async connect(url: string, options: ConnectOptions = {}): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url,
      entities: options.withoutEntities ? [] : Object.values(entities),
      migrations,
      migrationsTableName: 'migration',
      namingStrategy: new SnakeNaming(),
      synchronize: false,
      logging: false,
      poolSize: options.poolSize ?? 16,
      applicationName: 'guichet',
      extra: {
        // A query that takes longer than this is a fault to see, not a wait to share.
        statement_timeout: options.timeouts?.statement ?? 60_000,
        lock_timeout: options.timeouts?.lock ?? 0,
        idle_in_transaction_session_timeout: 60_000,
        connectionTimeoutMillis: CONNECT_MS,
        keepAlive: true,
        idleTimeoutMillis: IDLE_MS,
        types: readers,
      },
    });
    await source.initialize();
    const database = new Database(source, url);
    if (options.now) database.clock = options.now;
    return database;
  }

  /** Where the time comes from; a test sets it. */
  clock: () => Date = () => new Date();

  get now(): Date {
    return this.clock();
  }

  /** What we answer "250" for must survive a power cut: without these the database may forget a committed row. */
  async assertDurable(): Promise<void> {
    const rows = await this.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
    );
    for (const { name, setting } of rows) {
      if (setting === 'off' || (name === 'synchronous_commit' && setting === 'local')) {
        throw new SettingError(
          'DATABASE_URL',
          `names a database with ${name} = ${setting}, which may lose accepted messages: set ${name} = on`,
        );
      }
    }
  }

  /**
   * One statement on TypeORM's own pool, prepared once per connection: planning a page of the inbox costs more than
   * reading it. What varies without bounds belongs into the parameters, not into the text. Throws for a statement that
   * writes: that is what `write` is for.
   */
  query = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    if (!this.statements.has(sql) && writes(sql)) throw new Error(`A read may not write: ${sql.slice(0, 80)}`);
    return this.execute(sql, parameters);
  };

  /** One statement that commits by itself and of which nobody hears, such as the time at which a session was last used. */
  execute = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const { rows } = await this.pool.query(this.statements.of(sql, parameters)).catch((error: unknown) => {
      throw this.explained(error);
    });
    return rows as Row[];
  };

  /** The event log, as this process reads it. */
  readonly events = new RecentEvents(this.query);
  /** Wakes those who read it. */
  readonly eventLogWatch = new EventLogWatch(this.query);

  private get pool(): Pool {
    return (this.source.driver as PostgresDriver).master as Pool;
  }

  /** One transaction under `actor`. Retried when the database asks for it, so `work` must not touch the outside world. */
  async write<Result>(actor: Author, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (Database.inside.getStore()) throw new Error('A transaction was opened inside another one.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await Database.inside.run(true, () =>
          this.source.transaction(async (manager) => {
            const tx = new Tx(manager, { actor, now: this.now, statements: this.written });
            try {
              const result = await work(tx);
              await tx.seal();
              return result;
            } finally {
              tx.end();
            }
          }),
        );
      } catch (error) {
        if (attempt < 4 && RETRYABLE.has((error as { code?: string }).code ?? '')) continue;
        throw this.explained(error);
      }
    }
  }

  /** What is no fault of the request: a statement that was ended for its length, and a disk without room. */
  private explained(error: unknown): unknown {
    if ((error as { code?: string }).code === '57014')
      return new Failure('unavailable', { detail: 'The database took too long.', cause: error });
    if (!isStorageFull(error)) return error;
    this.fullAt = this.now.getTime();
    return new Failure('storage-full', { detail: 'The disk of the database is full.', cause: error });
  }

  /**
   * Throws where the database cannot be reached or does not respond for some seconds, and `storage-full` where its disk had no room
   * within the last minute: the server does not say how much it has left, and reading goes on without any.
   */
  async assertReady(): Promise<void> {
    await respondsSoon(this.query('select 1'));
    if (this.now.getTime() - this.fullAt < FULL_MS)
      throw new Failure('storage-full', { detail: 'The disk of the database is full.' });
  }

  async close(): Promise<void> {
    await this.leaderLocks.close();
    if (this.source.isInitialized) await this.source.destroy();
  }
}
