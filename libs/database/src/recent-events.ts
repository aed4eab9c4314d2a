import {
  addressed,
  eventsOfTypesAfter,
  LOOKED_AT,
  readLog,
  type AddressedEvent,
  type LoggedEvent,
  type LogRead,
} from './event.queries.js';
import type { Reader } from './query-reader-and-iso-time.js';

/** The largest number of events that are kept, some megabytes. */
const MOST = 4000;

/** Events of some types, and up to where in the log there is no other of them; null: at its end. */
export interface EventsOfTypes {
  events: LoggedEvent[];
  to: string | null;
  mayBeMore: boolean;
}

/**
 * The event log, with the events that this process has read lately: the sockets and each reader of the log read the same ones within a
 * second, one after the other. What was read is final, as only transactions are read that are older than all that are open. Who is behind
 * reads from the database as if nothing was kept. A database that was replaced by an earlier state of itself has another log behind that
 * state: whoever notices it forgets what is kept.
 */
export class RecentEvents {
  private kept: LoggedEvent[] = [];
  /** Behind the first position, nothing is missing among what is kept up to the second one. */
  private since = '';
  private until = '';

  /** How often all was forgotten: what was being read meanwhile is not kept. */
  private forgotten = 0;

  /** The reads that are under way, by the positions behind which they read. */
  private readonly underWay = new Map<string, Promise<LogRead>>();

  constructor(private readonly query: Reader['query']) {}

  /** Up to `limit` events behind a position; fewer only at the end of the log. */
  async after(position: string, limit: number): Promise<LoggedEvent[]> {
    const events = this.keptAfter(position, limit);
    let from = this.covers(position) ? this.until : position;
    while (events.length < limit) {
      const read = await this.readOn(from, limit - events.length);
      if (read.last === null) break;
      events.push(...read.events);
      if (read.isEnd) break;
      from = read.last;
    }
    return events;
  }

  /** The same, with who may know of each now. */
  async addressedAfter(position: string, limit: number): Promise<AddressedEvent[]> {
    return addressed(this.query, await this.after(position, limit));
  }

  /** The next events of some types, at most `most`, as `eventsOfTypesAfter` reads them. */
  async ofTypesAfter(position: string, wanted: { types: readonly string[]; most: number }): Promise<EventsOfTypes> {
    const events: LoggedEvent[] = [];
    let to: string | null = null;
    const looked = this.keptAfter(position, LOOKED_AT);
    for (const event of looked) {
      to = event.position;
      if (wanted.types.includes(event.type) && events.push(event) === wanted.most) break;
    }
    if (events.length === wanted.most || looked.length === LOOKED_AT) return { events, to, mayBeMore: true };
    const rest = await eventsOfTypesAfter(this.query, to ?? position, {
      types: wanted.types,
      most: wanted.most - events.length,
    });
    return { events: [...events, ...rest.events], to: rest.to ?? to, mayBeMore: rest.mayBeMore };
  }

  /**
   * Reads from the database, unless somebody reads on from the same place: all are woken at once. What was committed since that read
   * began may lack in it, so that whoever has waited for it reads on behind it.
   */
  private async readOn(from: string, limit: number): Promise<LogRead> {
    const underWay = this.underWay.get(from);
    if (underWay) {
      await underWay.catch(() => undefined);
      const events = this.keptAfter(from, limit);
      if (events.length > 0) return { events, last: events.at(-1)!.position, isEnd: false };
    }
    const { forgotten } = this;
    const reading = readLog(this.query, from, limit);
    this.underWay.set(from, reading);
    try {
      const read = await reading;
      if (read.last !== null && forgotten === this.forgotten) this.keep(from, read.last, read.events);
      return read;
    } finally {
      if (this.underWay.get(from) === reading) this.underWay.delete(from);
    }
  }

  /** Forgets what was read, so that all read the database again. */
  forget(): void {
    this.forgotten += 1;
    this.underWay.clear();
    Object.assign(this, { kept: [], since: '', until: '' });
  }

  private covers(position: string): boolean {
    return this.until !== '' && position >= this.since && position <= this.until;
  }

  private keptAfter(position: string, limit: number): LoggedEvent[] {
    if (!this.covers(position)) return [];
    const last = this.kept.findLastIndex((event) => event.position <= position);
    return this.kept.slice(last + 1, last + 1 + limit);
  }

  /** Keeps what follows a position, up to another one; what is older than all that is kept is left out. */
  private keep(from: string, last: string, events: readonly LoggedEvent[]): void {
    if (from > this.until) Object.assign(this, { since: from, until: from, kept: [] });
    if (!this.covers(from) || last <= this.until) return;
    for (const event of events) if (event.position > this.until) this.kept.push(event);
    this.until = last;
    if (this.kept.length <= MOST) return;
    this.kept.splice(0, this.kept.length - MOST / 2);
    this.since = this.kept[0]!.position;
    this.kept.shift();
  }
}
