import { EventEmitter } from 'node:events';
import pg from 'pg';

export type WakeUp = 'event' | 'envelope' | 'delivery' | 'channel';

/**
 * Listens to NOTIFY on a connection of its own. A wake-up is only a hint: whoever waits also looks by itself from time to
 * time, so a lost connection delays and loses nothing. After each reconnect everybody is woken.
 */
export class WakeUps extends EventEmitter<{ event: []; envelope: []; delivery: []; channel: [] }> {
  private client: pg.Client | undefined;
  private closed = false;

  constructor(private readonly url: string) {
    super();
    this.setMaxListeners(50);
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'guichet wake-ups', keepAlive: true });
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', ({ payload }) => this.emit(payload as WakeUp));
    this.client = client;
    await client.connect();
    await client.query('listen guichet');
    for (const channel of ['event', 'envelope', 'delivery', 'channel'] as const) this.emit(channel);
  }

  private reconnect(lost: pg.Client): void {
    if (this.closed || this.client !== lost) return;
    this.client = undefined;
    const again = () => {
      if (!this.closed) this.start().catch(() => setTimeout(again, 500).unref());
    };
    setTimeout(again, 200).unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }
}
