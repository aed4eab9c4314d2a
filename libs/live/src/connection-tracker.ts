import type { Database } from '@guichet/database';
import type { Logger } from '@guichet/platform';
import { markDisconnected, heartbeat } from '@guichet/workforce';

const PRESENCE = { kind: 'system', name: 'Presence' } as const;
const RENEW_MS = 60_000;
/** How often the time is compared: it is the clock of the product, which tests may advance. */
const TICK_MS = 500;

/** Tracks which agents are connected to this process, and saves it when a connection opens or closes, and every minute. */
export class ConnectionTracker {
  /** Agent → open sockets. */
  private readonly sockets = new Map<string, number>();
  /** Saves run one after the other, so that the last one is the current state. */
  private saving: Promise<void> = Promise.resolve();
  private renewedAt: number;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {
    this.renewedAt = database.now.getTime();
    this.timer = setInterval(() => this.renew(), TICK_MS);
    this.timer.unref();
  }

  opened(agentId: string): void {
    const count = (this.sockets.get(agentId) ?? 0) + 1;
    this.sockets.set(agentId, count);
    if (count === 1) this.save([agentId]);
  }

  closed(agentId: string): void {
    const count = (this.sockets.get(agentId) ?? 0) - 1;
    if (count > 0) return void this.sockets.set(agentId, count);
    // After `stop` nobody is connected, which was saved.
    if (this.sockets.delete(agentId)) this.save([agentId]);
  }

  /** The presence of an agent has changed: another process may have saved that they left while they are connected here. */
  refresh(agentId: string): void {
    if (this.sockets.has(agentId)) this.save([agentId]);
  }

  /** Saves that nobody is connected to this process any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    const here = [...this.sockets.keys()];
    this.sockets.clear();
    this.save(here);
    await this.saving;
  }

  private renew(): void {
    const now = this.database.now.getTime();
    if (now - this.renewedAt < RENEW_MS) return;
    this.renewedAt = now;
    this.save([...this.sockets.keys()]);
  }

  private save(agentIds: readonly string[]): void {
    if (agentIds.length === 0) return;
    this.saving = this.saving.then(() =>
      this.database
        .write(PRESENCE, async (tx) => {
          const here = agentIds.filter((id) => this.sockets.has(id));
          const gone = agentIds.filter((id) => !this.sockets.has(id));
          if (here.length > 0) await heartbeat(tx, here);
          if (gone.length > 0) await markDisconnected(tx, gone);
        })
        // It is saved again within a minute; an agent who is gone counts as disconnected after three.
        .catch((error: unknown) => this.logger.warn('Connections of agents could not be saved.', { error })),
    );
  }
}
