import type { Actor, EventData, EventType, JobName, JobPayload } from '@guichet/contracts';
import type { PoolClient } from 'pg';
import {
  QueryRunnerAlreadyReleasedError,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import type { Audience, Publication } from './event-audience.js';
import { appendEvents } from './event.queries.js';
import type { Reader } from './query-reader-and-iso-time.js';
import type { Statements } from './prepared-statements.js';

export interface JobOptions {
  runAt?: Date;
  /** A later job with the same key replaces this one. */
  key?: string;
  maxAttempts?: number;
}

/** Who is doing it, for the timeline and the log. */
export type Author = Actor;

/**
 * The only way to write: a transaction that carries its actor and its time. Events are kept until the end and written in
 * one statement, just before the commit, with one wake-up for those who tail the log.
 */
export class Tx implements Reader {
  private readonly publications: Publication[] = [];
  private readonly wakeUps = new Set<string>();

  readonly actor: Author;
  readonly now: Date;
  private readonly statements: Statements;
  /** The last statement that was asked, until it has ended. */
  private running: Promise<unknown> | null = null;
  private isOver = false;

  constructor(
    readonly manager: EntityManager,
    { actor, now, statements }: { actor: Author; now: Date; statements: Statements },
  ) {
    this.actor = actor;
    this.now = now;
    this.statements = statements;
  }

  /**
   * One statement of the transaction; returns its rows, also those of an `update … returning`. Bound, to be handed on wherever
   * rows are read inside and outside a transaction alike. What is asked side by side, as outside a transaction, runs one after
   * the other: a connection runs one statement at a time, and `pg` no longer keeps the others waiting by itself from version 9 on.
   * What waits behind a statement that fails, fails with it: the transaction is void, and nothing may run once it is rolled back.
   */
  query = <Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const rows = this.running
      ? this.running.then(() => this.run<Row>(sql, parameters))
      : this.run<Row>(sql, parameters);
    this.running = rows;
    const settled = () => {
      if (this.running === rows) this.running = null;
    };
    rows.then(settled, settled);
    return rows;
  };

  private async run<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const runner = this.manager.queryRunner!;
    // Whoever forgot to wait for a statement must not run it in the next transaction of this connection.
    if (this.isOver || runner.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const connection = (await runner.connect()) as PoolClient;
    const { rows } = await connection.query(this.statements.of(sql, parameters));
    return rows as Row[];
  }

  repo<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  /** Appends an event to the log, for those who may know of it. */
  publish<Type extends EventType>(type: Type, data: EventData<Type>, audience: Audience): void {
    this.publications.push({ type, data, audience });
    this.notify('event');
  }

  /** Wakes the loops that wait for rows of this kind, once the rows can be seen. */
  notify(channel: 'event' | 'envelope' | 'delivery' | 'channel' | 'block-list'): void {
    this.wakeUps.add(channel);
  }

  async job<Name extends JobName>(name: Name, payload: JobPayload<Name>, options: JobOptions = {}): Promise<void> {
    await this.query(
      `select graphile_worker.add_job($1, payload => $2::json, run_at => now() + make_interval(secs => $3::float8),
         max_attempts => $4, job_key => $5)`,
      [name, JSON.stringify(payload), this.secondsUntil(options.runAt), options.maxAttempts ?? 25, options.key ?? null],
    );
  }

  /** As many jobs as there are, in one statement. With `keepTime`, a job of the same key that waits already keeps its time. */
  async jobs<Name extends JobName>(
    name: Name,
    jobs: readonly { payload: JobPayload<Name>; runAt?: Date; key?: string }[],
    { keepTime = false } = {},
  ): Promise<void> {
    if (jobs.length === 0) return;
    await this.query(
      `select count(*) from graphile_worker.add_jobs((
         select array_agg(row($1, j.payload, null, now() + make_interval(secs => j.seconds), 25::smallint, j.key, null, null)::graphile_worker.job_spec)
         from jsonb_to_recordset($2::jsonb) as j(payload json, seconds float8, key text)), $3)`,
      [
        name,
        JSON.stringify(
          jobs.map(({ payload, runAt, key }) => ({ payload, seconds: this.secondsUntil(runAt), key: key ?? null })),
        ),
        keepTime,
      ],
    );
  }

  /** The runner goes by the time of the database, we by our own: told as a wait, they agree. */
  private secondsUntil(time: Date | undefined): number {
    return time ? Math.max(0, (time.getTime() - this.now.getTime()) / 1000) : 0;
  }

  /** Called once, by `Database.write`, before the commit or the rollback: what still waits, or is asked later, does not run. */
  end(): void {
    this.isOver = true;
  }

  /** Called once, by `Database.write`, as the last thing before the commit. */
  async seal(): Promise<void> {
    if (this.wakeUps.size > 0) await appendEvents(this, this.publications, [...this.wakeUps]);
  }
}
