import { isConnectionFault, isStorageFull, type Logger } from '@guichet/platform';
import type { Database } from './database.js';
import { eventAt, lastEvents, type LoggedEvent } from './event.queries.js';
import { isTemporary } from './is-transient-fault.js';
import { PLANNED_ONCE } from './plan-cache-mode.js';
import { LeaderLoop } from './leader-loop.js';
import type { NotificationListener } from './pg-notification-listener.js';
import type { EventsOfTypes } from './recent-events.js';
import type { Tx } from './tx.js';

const BATCH = 1000;
/** Who is behind is woken, and who has lost its lock asks for it by itself: a turn besides only makes sure. */
const IDLE_MS = 60_000;
/** In a rush, the consequences of many events are computed in few large transactions; nobody notices a quarter of a second. */
const CALM_MS = 250;
const START = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

/** A job handles an event alone that could not be handled: by then the cause may be gone. */
const AGAIN_MS = 60_000;

/** Handles the events of a batch, in their order. Most handlers only need the distinct cases. */
export type EventHandler = (tx: Tx, events: readonly LoggedEvent[]) => Promise<void>;

export interface LogReaderOptions {
  /** The name of the loop: one process at a time runs it. */
  name: string;
  /** Each handler has its own position in the log, stored under its name. */
  handlers: Readonly<Record<string, EventHandler>>;
  /** How long to wait between two batches in a rush. */
  calmMs?: number;
  /** Its handlers get events of these types alone, so many at once. */
  only?: { types: readonly string[]; most: number };
  /** The statements of its handlers look up what they need by ids, so that they need no plan for the number of these. */
  plannedOnce?: boolean;
}

/** Another process has read on from the position that this one knew. */
class Overtaken extends Error {}

/**
 * Reads the event log in commit order from its first event, for several handlers at once: they share one batch, one
 * transaction and one commit. Each event is handled once: what a handler writes and how far it has read are one
 * transaction. A handler that fails is tried alone, in halves, and does not hold up the others; an event that cannot be
 * handled is left to the job `read-again`.
 */
export class LogReader {
  private readonly loop: LeaderLoop;
  private readonly names: readonly string[];
  /** Positions by handler, as long as no other process may have read on. */
  private known: Map<string, string> | null = null;
  /** How many events a handler gets at once, after it has failed. */
  private readonly sizes = new Map<string, number>();
  private readonly listener: NotificationListener;
  private unfollow = () => {};
  private readonly logger: Logger;
  private readonly options: LogReaderOptions;

  constructor(
    private readonly database: Database,
    { listener, logger, ...options }: LogReaderOptions & { listener: NotificationListener; logger: Logger },
  ) {
    this.listener = listener;
    this.logger = logger;
    this.options = options;
    this.names = Object.keys(options.handlers);
    const { name, calmMs = CALM_MS } = options;
    this.loop = new LeaderLoop({
      name,
      locks: database.leaderLocks,
      logger,
      turn: () => this.turn(),
      idleMs: IDLE_MS,
      onElected: this.forget,
      calmMs,
    });
  }

  start(): void {
    this.unfollow = this.database.eventLogWatch.follow(this.listener, {
      position: () => this.readUpTo(),
      wake: () => this.loop.wake(),
    });
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.unfollow();
    await this.loop.stop();
  }

  /** Until everything that is committed by now has been handled, also what an older transaction still hides. */
  async drain(): Promise<void> {
    const [last] = await lastEvents(this.database.query);
    do await this.loop.idle();
    while (last && [...(await this.positions()).values()].some((position) => position < last.position));
  }

  /** Up to where all handlers have read; null: another process reads, or where to go on is not known yet. */
  private readUpTo(): string | null {
    if (!this.loop.isLeading || this.known === null) return null;
    return [...this.known.values()].reduce((one, other) => (one < other ? one : other));
  }

  private readonly forget = () => {
    this.known = null;
    this.database.events.forget();
    return Promise.resolve();
  };

  /** One batch for each position at which handlers are: all are at the same one, unless some have failed. */
  private async turn(): Promise<boolean> {
    this.known ??= await this.positions();
    const groups = Map.groupBy(this.names, (name) => this.known!.get(name)!);
    const failures: unknown[] = [];
    let mayBeMore = false;
    for (const [position, names] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1)))
      try {
        mayBeMore = (await this.advance(position, names)) || mayBeMore;
      } catch (error) {
        failures.push(error);
      }
    if (failures.length === 0) return mayBeMore;
    await this.forget();
    throw failures[0];
  }

  /** Handles the next events after `position`. Returns whether there may be more. */
  private async advance(position: string, names: readonly string[]): Promise<boolean> {
    const size = Math.min(...names.map((name) => this.sizes.get(name) ?? BATCH));
    const { events, to, mayBeMore } = await this.next(position, size);
    if (to === null) return false;
    try {
      await this.handle({ from: position, to }, names, events);
    } catch (error) {
      if (error instanceof Overtaken) return (await this.forget(), true);
      if (isConnectionFault(error) || isStorageFull(error)) throw error;
      if (names.length > 1) return this.advanceEach(position, names);
      if (events.length === 0) throw error;
      await this.reduce(position, { name: names[0]!, events, error });
      return true;
    }
    for (const name of names) if (size < BATCH) this.sizes.set(name, Math.min(BATCH, size * 2));
    return mayBeMore;
  }

  private async next(position: string, size: number): Promise<EventsOfTypes> {
    const { only } = this.options;
    const { events: log } = this.database;
    if (only) return log.ofTypesAfter(position, { ...only, most: Math.min(size, only.most) });
    const events = await log.after(position, size);
    return { events, to: events.at(-1)?.position ?? null, mayBeMore: events.length === size };
  }

  /** One of the handlers fails: each is tried alone. */
  private async advanceEach(position: string, names: readonly string[]): Promise<boolean> {
    const results = [];
    for (const name of names) results.push(await Promise.allSettled([this.advance(position, [name])]));
    const failed = results.flat().find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return true;
  }

  /** Tries half as many events next; a single event that cannot be handled is left to a job. */
  private async reduce(
    position: string,
    { name, events, error }: { name: string; events: readonly LoggedEvent[]; error: unknown },
  ): Promise<void> {
    if (events.length > 1) {
      this.sizes.set(name, Math.ceil(events.length / 2));
      this.logger.warn('A part of the event log could not be handled and is tried in halves.', {
        ...{ handler: name, position, events: events.length, error },
      });
      return;
    }
    if (!isTemporary(error)) await this.skip(position, name, events[0]!);
    // The loop logs the error and waits: where everything fails, there is no flood of jobs.
    throw error;
  }

  private handle(
    place: { from: string; to: string },
    names: readonly string[],
    events: readonly LoggedEvent[],
  ): Promise<void> {
    return this.moveOn({
      ...place,
      names,
      work: async (tx) => {
        if (events.length > 0) for (const name of names) await this.options.handlers[name]!(tx, events);
      },
    });
  }

  private skip(from: string, name: string, { position }: LoggedEvent): Promise<void> {
    return this.moveOn({
      from,
      to: position,
      names: [name],
      work: (tx) => tx.job('read-again', { reader: name, position }, { runAt: new Date(tx.now.getTime() + AGAIN_MS) }),
    });
  }

  /** Moves handlers on to a position, in one transaction with `work`. */
  private async moveOn({
    from,
    to,
    names,
    work,
  }: {
    from: string;
    to: string;
    names: readonly string[];
    work: (tx: Tx) => Promise<void>;
  }): Promise<void> {
    await this.database.write({ kind: 'system', name: this.options.name }, async (tx) => {
      const moved = await tx.query(
        `insert into log_reader (name, position) select name, $2 from unnest($1::text[]) name
         on conflict (name) do update set position = excluded.position where log_reader.position = $3 returning name${this.options.plannedOnce ? `, ${PLANNED_ONCE}` : ''}`,
        [names, to, from],
      );
      if (moved.length < names.length) throw new Overtaken();
      await work(tx);
    });
    for (const name of names) this.known?.set(name, to);
  }

  private async positions(): Promise<Map<string, string>> {
    const rows = await this.database.query<{ name: string; position: string }>(
      `select name, position from log_reader where name = any($1::text[])`,
      [this.names],
    );
    const stored = new Map(rows.map(({ name, position }) => [name, position]));
    return new Map(this.names.map((name) => [name, stored.get(name) ?? START]));
  }
}

/** Handles one event alone, out of its order: handlers go by the present state, so a late event does no harm. */
export async function readAgain(
  database: Database,
  { name, position, handler }: { name: string; position: string; handler: EventHandler },
): Promise<void> {
  const event = await eventAt(database.query, position);
  if (event) await database.write({ kind: 'system', name }, (tx) => handler(tx, [event]));
}
