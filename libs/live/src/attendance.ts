import type { Database } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { left, seen } from '@guichet/routing';

const PRESENCE = { kind: 'system', name: 'Presence' } as const;
const RENEW_MS = 60_000;
/** How often the time is looked at: by our clock, which a story may move. */
const LOOK_MS = 500;

/** Which agents have a live connection to this process: told to the database when it begins and ends, and every minute. */
export class Attendance {
  /** Agent → open sockets. */
  private readonly sockets = new Map<string, number>();
  /** One word to the database after the other: the last one is the true one. */
  private telling: Promise<void> = Promise.resolve();
  private renewedAt: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.renewedAt = database.now().getTime();
    this.timer = setInterval(() => this.renew(), LOOK_MS);
    this.timer.unref();
  }

  opened(agentId: string): void {
    const count = (this.sockets.get(agentId) ?? 0) + 1;
    this.sockets.set(agentId, count);
    if (count === 1) this.tell([agentId]);
  }

  closed(agentId: string): void {
    const count = (this.sockets.get(agentId) ?? 0) - 1;
    if (count > 0) return void this.sockets.set(agentId, count);
    // After the end nobody is here, and it has been said.
    if (this.sockets.delete(agentId)) this.tell([agentId]);
  }

  /** Somebody's presence has changed: perhaps another process said that they left, and they are still here. */
  hear(agentId: string): void {
    if (this.sockets.has(agentId)) this.tell([agentId]);
  }

  /** Says that nobody is here any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    const here = [...this.sockets.keys()];
    this.sockets.clear();
    this.tell(here);
    await this.telling;
  }

  private renew(): void {
    const now = this.database.now().getTime();
    if (now - this.renewedAt < RENEW_MS) return;
    this.renewedAt = now;
    this.tell([...this.sockets.keys()]);
  }

  private tell(agentIds: readonly string[]): void {
    if (agentIds.length === 0) return;
    this.telling = this.telling.then(() =>
      this.database
        .write(PRESENCE, async (tx) => {
          const here = agentIds.filter((id) => this.sockets.has(id));
          const gone = agentIds.filter((id) => !this.sockets.has(id));
          if (here.length > 0) await seen(tx, here);
          if (gone.length > 0) await left(tx, gone);
        })
        // Said again within a minute; who is gone counts as lost after three.
        .catch((error: unknown) => this.logger.warn('Who is here could not be told.', { error })),
    );
  }
}
