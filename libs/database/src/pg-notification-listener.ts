import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Broadcast } from './broadcast.js';
import { CONNECT_MS } from './connection-timeout.js';

export type NotificationTopic = 'event' | 'envelope' | 'delivery' | 'channel' | 'block-list';

const CHANNELS: readonly NotificationTopic[] = ['event', 'envelope', 'delivery', 'channel', 'block-list'];

export interface NotificationListenerOptions {
  /** How long to wait before a lost connection is made anew. */
  retryMs?: number;
  /** Nobody who asks `pollMs` looks by itself more often. A spec sets so long a time that only notifications can wake anybody. */
  minPollMs?: number;
}

/**
 * Listens to NOTIFY on a connection of its own. A wake-up is only a hint: whoever waits also looks by itself from time to
 * time, so a lost connection delays and loses nothing. After each reconnect everybody is woken.
 */
export class NotificationListener extends EventEmitter<Record<NotificationTopic, []> & { broadcast: [Broadcast] }> {
  private client: pg.Client | undefined;
  private closed = false;
  /** Whether notifications would come now, as far as this side of the connection knows. */
  isListening = false;
  private readonly retryMs: number;
  private readonly minPollMs: number;

  constructor(
    private readonly url: string,
    { retryMs = 500, minPollMs = 0 }: NotificationListenerOptions = {},
  ) {
    super();
    this.retryMs = retryMs;
    this.minPollMs = minPollMs;
    this.setMaxListeners(50);
  }

  /** How often, in milliseconds, one who waits for notifications also looks by itself, who usually does so every `usualMs`. */
  pollMs(usualMs: number): number {
    return Math.max(usualMs, this.minPollMs);
  }

  /** Fails when the database cannot be reached now; from then on a lost connection is made anew until `close`. */
  async start(): Promise<void> {
    void this.keep(await this.listen());
  }

  private async keep(first: { ended: Promise<void> }): Promise<void> {
    for (let listening: { ended: Promise<void> } | null = first; !this.closed;) {
      await listening?.ended;
      this.isListening = false;
      if (this.closed) return;
      // Until then, whoever reads the log looks at it by itself.
      if (listening) this.emit('event');
      await wait(this.retryMs, undefined, { ref: false });
      if (this.closed) return;
      listening = await this.listen().catch(() => null);
    }
  }

  /** One connection, listening; whatever ends it, nothing of it stays. */
  private async listen(): Promise<{ ended: Promise<void> }> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'guichet wake-ups',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    this.client = client;
    const ended = new Promise<void>((resolve) => {
      client.on('end', resolve);
      client.on('error', () => {
        void client.end().catch(() => undefined);
        resolve();
      });
    });
    client.on('notification', ({ payload = '' }) => {
      if (payload.startsWith('{')) this.emit('broadcast', JSON.parse(payload) as Broadcast);
      else this.emit(payload as NotificationTopic);
    });
    try {
      await client.connect();
      await client.query('listen guichet');
      if (this.closed) throw new Error('closed meanwhile');
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.isListening = true;
    for (const channel of CHANNELS) this.emit(channel);
    return { ended };
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }
}
