import type { Logger } from '@guichet/platform';
import pg from 'pg';

export interface LeaderLoopOptions {
  /** The name of the lock, and of the loop in logs. */
  name: string;
  /** The connection string of the database. */
  url: string;
  logger: Logger;
  /** Does some work. Returns whether there may be more. */
  turn: () => Promise<boolean>;
  /** How long to wait before the next turn when nothing wakes the loop. */
  idleMs: number;
  /** Called when this process has got the lock, before its first turn. */
  onElected?: () => Promise<void>;
  /** How long to wait between two turns while the loop is woken all the time, so that a rush is handled at once. */
  calmMs?: number;
}

/**
 * Work that one process does at a time, whoever it is: the one that holds an advisory lock on a connection of its own.
 * When the process or its connection dies, Postgres gives the lock to the next that asks; nothing has to expire.
 */
export class LeaderLoop {
  private client: pg.Client | null = null;
  private wanted = false;
  private stopping = false;
  private running: Promise<void> | null = null;
  private signal: (() => void) | null = null;
  private idleWaiters: (() => void)[] = [];
  private later: NodeJS.Timeout | undefined;
  /** When the last turn ended; milliseconds of a clock that never jumps. */
  private rested = 0;

  constructor(private readonly options: LeaderLoopOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    const calm = this.rested + (this.options.calmMs ?? 0) - performance.now();
    if (calm <= 0) return this.begin();
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.begin();
    }, calm);
  }

  private begin(): void {
    this.wanted = true;
    this.signal?.();
  }

  /** Resolves when a turn found nothing more to do. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleWaiters.push(resolve);
      this.begin();
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.later);
    this.begin();
    await this.running;
    await this.client?.end().catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        if (!(await this.elected())) {
          await this.pause(500);
          continue;
        }
        this.wanted = false;
        const more = await this.options.turn();
        this.rested = performance.now();
        if (more || this.wanted) continue;
        for (const resolve of this.idleWaiters.splice(0)) resolve();
        await this.pause(this.options.idleMs);
      } catch (error) {
        if (this.stopping) return;
        this.options.logger.error('A background loop failed and goes on.', { loop: this.options.name, error });
        await this.pause(500);
      }
    }
  }

  private async elected(): Promise<boolean> {
    if (this.client) return true;
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: `guichet ${this.options.name}`,
      keepAlive: true,
    });
    const lost = () => {
      if (this.client === client) this.client = null;
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      const { rows } = await client.query<{ locked: boolean }>(
        `select pg_try_advisory_lock(hashtext('guichet'), hashtext($1)) as locked`,
        [this.options.name],
      );
      if (!rows[0]!.locked) {
        await client.end();
        return false;
      }
      this.client = client;
      await this.options.onElected?.();
      // The lock may have been lost meanwhile.
      return this.client === client;
    } catch (error) {
      lost();
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  private pause(ms: number): Promise<void> {
    if (this.wanted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.signal = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.signal = done;
    });
  }
}
