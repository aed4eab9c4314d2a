import pg from 'pg';
import { CONNECT_MS } from './connection-timeout.js';

type Does = 'pg_try_advisory_lock' | 'pg_advisory_unlock';

/**
 * The advisory locks by which this process leads, all on one connection, as each connection costs some megabytes. Postgres
 * gives the locks to others as soon as the process or its connection dies.
 */
export class LeaderLocks {
  private connection: Promise<pg.Client> | null = null;
  /** Until the last question is answered: a connection takes one at a time. */
  private asked: Promise<unknown> = Promise.resolve();
  /** Who to tell when a lock is lost, by its name. A lock that is asked for is already among them. */
  private readonly held = new Map<string, () => void>();

  constructor(private readonly url: string) {}

  /**
   * Returns whether the lock is ours now; it is refused as well to a second one in this process. `lost` is called when the
   * connection ends before `release`. Throws where the database cannot be reached.
   */
  async acquire(name: string, lost: () => void): Promise<boolean> {
    if (this.held.has(name)) return false;
    this.held.set(name, lost);
    try {
      const isOurs = await this.ask('pg_try_advisory_lock', name);
      if (!isOurs) this.held.delete(name);
      // The connection may have ended in the same breath in which it answered.
      return isOurs && this.held.has(name);
    } catch (error) {
      this.held.delete(name);
      throw error;
    }
  }

  /** Gives a lock to whoever asks next. It is free as well when its connection is gone. */
  async release(name: string): Promise<void> {
    if (!this.held.has(name)) return;
    await this.ask('pg_advisory_unlock', name).catch(() => undefined);
    this.held.delete(name);
  }

  /** Frees all locks. Nobody is told, as whoever closes us has stopped those who lead. */
  async close(): Promise<void> {
    this.held.clear();
    await (await this.connection?.catch(() => null))?.end().catch(() => undefined);
  }

  private ask(does: Does, name: string): Promise<boolean> {
    const answer = this.asked.then(async () => {
      const client = await (this.connection ??= this.connect());
      const sql = `select ${does}(hashtext('guichet'), hashtext($1)) as done`;
      const { rows } = await client.query<{ done: boolean }>(sql, [name]);
      return rows[0]?.done === true;
    });
    this.asked = answer.catch(() => undefined);
    return answer;
  }

  private connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'guichet leader',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    const connection = client.connect().then(() => client);
    const end = () => this.lose(connection, client);
    client.on('error', end).on('end', end);
    connection.catch(end);
    return connection;
  }

  private lose(connection: Promise<pg.Client>, client: pg.Client): void {
    if (this.connection !== connection) return;
    this.connection = null;
    void client.end().catch(() => undefined);
    const losers = [...this.held.values()];
    this.held.clear();
    for (const lost of losers) lost();
  }
}
