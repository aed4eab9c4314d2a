import { addressedEventsAfter, toChange, type Database, type AddressedEvent } from '@guichet/database';
import { mayKnow } from './event-rooms.js';
import type { EventTail } from './event-tail.js';
import type { LiveSocket } from './socket-frames.js';
import { drop, type SocketRights } from './socket-rights.js';

/** When more changes than this were missed, the client fetches everything again. */
const CATCH_UP_LIMIT = 5000;

/** The sockets that are catching up, each with what happened meanwhile. */
export class CatchUps {
  private readonly running = new Map<LiveSocket, AddressedEvent[]>();

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly rights: SocketRights,
  ) {}

  includes(socket: LiveSocket): boolean {
    return this.running.has(socket);
  }

  /** Keeps a change that happens meanwhile. */
  keep(event: AddressedEvent): void {
    for (const meanwhile of this.running.values()) if (meanwhile.length <= CATCH_UP_LIMIT) meanwhile.push(event);
  }

  /**
   * Sends what a client missed, then lets it into its rooms. What happens meanwhile is kept for it: between sending that
   * and the joining nothing else runs, so it gets everything once and in order, however busy the log is. Who asks again
   * meanwhile gets what is under way; one that fails leaves no deaf socket behind.
   */
  async run(socket: LiveSocket, after: string): Promise<void> {
    if (this.running.has(socket)) return;
    this.rights.leave(socket);
    const meanwhile: AddressedEvent[] = [];
    this.running.set(socket, meanwhile);
    try {
      const target = this.tail.position;
      let changes = 0;
      const send = (events: readonly AddressedEvent[]) => {
        for (const event of events) {
          if (!mayKnow(socket.data.who, event)) continue;
          socket.emit('change', toChange(event));
          changes += 1;
        }
      };
      let seen = 0;
      for (let position = after; position < target && seen <= CATCH_UP_LIMIT;) {
        const events = (await addressedEventsAfter(this.database.query, position, 500)).filter(
          (event) => event.position <= target,
        );
        seen += events.length;
        send(events);
        position = events.length < 500 ? target : events.at(-1)!.position;
      }
      if (seen + meanwhile.length > CATCH_UP_LIMIT) {
        socket.emit('reset', { position: this.tail.position });
      } else {
        send(meanwhile);
        socket.emit('caughtUp', { position: this.tail.position, changes });
      }
      this.rights.join(socket);
    } catch (error) {
      drop(socket);
      throw error;
    } finally {
      this.running.delete(socket);
    }
  }
}
