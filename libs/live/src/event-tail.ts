import { currentPosition, Database, NotificationListener, type AddressedEvent } from '@guichet/database';
import { Logger } from '@guichet/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

type Reader = (event: AddressedEvent) => Promise<void> | void;

/**
 * Reads the event log in commit order, from the moment it starts, and hands each event to its readers, one after the
 * other. `position` is that of the event being handed out: a reader that acts at once has acted when others see it.
 */
@Injectable()
export class EventTail implements OnApplicationShutdown {
  position = '';
  private readonly readers: Reader[] = [];
  private stopped = false;
  private reading: Promise<void> | null = null;
  private again = false;
  private unfollow = () => {};

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly notificationListener: NotificationListener,
  ) {}

  read(reader: Reader): void {
    this.readers.push(reader);
  }

  async start(): Promise<void> {
    this.position = await currentPosition(this.database.query);
    this.unfollow = this.database.eventLogWatch.follow(this.notificationListener, {
      position: () => this.position,
      wake: () => this.poke(),
    });
    this.poke();
  }

  private poke(): void {
    if (this.stopped) return;
    this.again = true;
    this.reading ??= this.follow().finally(() => (this.reading = null));
  }

  private async follow(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        const events = await this.database.events.addressedAfter(this.position, 500);
        for (const event of events) {
          this.position = event.position;
          for (const reader of this.readers) {
            const waiting = reader(event);
            if (waiting) await waiting;
          }
        }
        if (events.length === 500) this.again = true;
      } catch (error) {
        if (!this.stopped) this.logger.error('The event log could not be read; trying again.', { error });
        return;
      }
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.unfollow();
    await this.reading;
  }
}
