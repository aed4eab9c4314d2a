import { Failure, isConnectionFault, type Logger } from '@guichet/platform';
import type { Database } from './database.js';
import { eventAt, eventsAfter, lastEvents, type LoggedEvent } from './event.queries.js';
import { LeaderLoop } from './leader-loop.js';
import type { Tx } from './tx.js';
import type { WakeUps } from './wake-ups.js';

const BATCH = 500;
/** A wake-up may come while an older transaction still hides the event: look again by ourselves. */
const IDLE_MS = 250;
/** What follows from a rush of messages is worked out in few and large transactions; nobody sees a tenth of a second. */
const CALM_MS = 100;
const START = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

/** A job reads alone what fails: whatever it was may have passed by then, or been mended. */
const AGAIN_MS = 60_000;
/** SQLSTATE classes of what passes by itself: conflicts, no room, ended by somebody, a fault of the machine. */
const PASSING = /^(40|53|55|57|58)/;

/** What somebody does about events of a batch, in their order; most want the distinct cases only. */
export type React = (tx: Tx, events: readonly LoggedEvent[]) => Promise<void>;

/**
 * Reads the event log in commit order from its very first event, each once: what `react` writes and how far it has read
 * are one transaction. One process at a time reads under a name. A batch that fails is tried again in halves; what fails
 * alone must not stand in front of all the others, and is left to the job `read-again`.
 */
export class LogReader {
  private readonly loop: LeaderLoop;
  private size = BATCH;

  constructor(
    private readonly name: string,
    private readonly database: Database,
    private readonly wakeUps: WakeUps,
    private readonly logger: Logger,
    private readonly react: React,
  ) {
    this.loop = new LeaderLoop(name, database.url, logger, () => this.turn(), IDLE_MS, undefined, CALM_MS);
  }

  start(): void {
    this.wakeUps.on('event', this.wake);
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.wakeUps.off('event', this.wake);
    await this.loop.stop();
  }

  /** Until everything that is committed by now has been read, also what an older transaction still hides. */
  async drain(): Promise<void> {
    const [last] = await lastEvents(this.database.read);
    do await this.loop.idle();
    while (last && (await this.position()) < last.position);
  }

  private readonly wake = () => this.loop.wake();

  private async turn(): Promise<boolean> {
    const position = await this.position();
    const events = await eventsAfter(this.database.read, position, this.size);
    if (events.length === 0) return false;
    try {
      await this.goOn(position, events.at(-1)!.position, (tx) => this.react(tx, events));
    } catch (error) {
      if (events.length > 1 && !isConnectionFault(error)) {
        this.size = Math.ceil(events.length / 2);
        this.logger.warn('A part of the event log could not be read and is tried in halves.', {
          ...{ reader: this.name, position, events: events.length, error },
        });
        return true;
      }
      if (!passes(error)) await this.leave(position, events[0]!);
      // The loop tells what it was, and takes its time: where everything fails, nobody is flooded with jobs.
      throw error;
    }
    const mayBeMore = events.length === this.size;
    this.size = Math.min(BATCH, this.size * 2);
    return mayBeMore;
  }

  /** Reads on, up to a position, with what is done about it. */
  private async goOn(from: string, to: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.write({ kind: 'system', name: this.name }, async (tx) => {
      // Whoever lost the lead without knowing it finds that another one has read on.
      const moved = await tx.query(
        `insert into log_reader (name, position) values ($1, $2)
         on conflict (name) do update set position = excluded.position where log_reader.position = $3 returning name`,
        [this.name, to, from],
      );
      if (moved.length > 0) await work(tx);
    });
  }

  private async leave(from: string, { position }: LoggedEvent): Promise<void> {
    await this.goOn(from, position, (tx) =>
      tx.job('read-again', { reader: this.name, position }, { runAt: new Date(tx.now.getTime() + AGAIN_MS) }),
    );
  }

  private async position(): Promise<string> {
    const [row] = await this.database.read<{ position: string }>(`select position from log_reader where name = $1`, [
      this.name,
    ]);
    return row?.position ?? START;
  }
}

/** Reads one event alone, out of its order: what is done about events goes by how things stand, so that late is no harm. */
export async function readAgain(database: Database, name: string, position: string, react: React): Promise<void> {
  const event = await eventAt(database.read, position);
  if (event) await database.write({ kind: 'system', name }, (tx) => react(tx, [event]));
}

/** Does it go away without anybody's doing? */
function passes(error: unknown): boolean {
  if (isConnectionFault(error)) return true;
  if (error instanceof Failure) return error.code === 'unavailable';
  return PASSING.test(String((error as { code?: unknown }).code));
}
