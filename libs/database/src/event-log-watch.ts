import { lastEvents } from './event.queries.js';
import type { Reader } from './query-reader-and-iso-time.js';
import { respondsSoon } from './responds-soon.js';

/** How often the log is looked at while somebody is behind, and while no notification would come. */
const SOON_MS = 250;
/** How often the log is looked at otherwise: notifications may be lost on a connection that seems to be open. */
const AT_REST_MS = 2000;

/** One who reads the event log, and is woken by the notifications of events. */
interface LogFollower {
  /** Up to where it has read; null: it does not read now. */
  position(): string | null;
  /** Has it read on. */
  wake(): void;
}

/** As much of a `NotificationListener` as is needed here. */
interface Listener {
  readonly isListening: boolean;
  pollMs(usualMs: number): number;
  on(topic: 'event', wake: () => void): unknown;
  off(topic: 'event', wake: () => void): unknown;
}

/**
 * Wakes those who read the event log in this process for what no notification brings to them: events that an older transaction still hid
 * when they were notified of them, and those of which the notification was lost. One look serves all of them, and there are few looks
 * while nobody is behind the newest event: a process at rest takes hardly any of the processor's time.
 */
export class EventLogWatch {
  private readonly followers = new Map<LogFollower, Listener>();
  private timer: NodeJS.Timeout | undefined;
  private isSoon = false;
  private isLooking = false;
  /** The newest event at the last look; undefined before the first one. */
  private newest: string | undefined;
  /** Whether a notification of an event has come since the last look. */
  private isNotified = false;
  /** There was a new event without a notification, so that none is expected until one comes. */
  private isDeaf = false;

  constructor(private readonly query: Reader['query']) {}

  /** From now on, a follower is woken by the notifications of a listener and by the looks at the log. Returns what ends that. */
  follow(listener: Listener, follower: LogFollower): () => void {
    const wake = () => follower.wake();
    listener.on('event', wake);
    listener.on('event', this.notified);
    this.followers.set(follower, listener);
    this.plan({ isSoon: true });
    return () => {
      listener.off('event', wake);
      listener.off('event', this.notified);
      this.followers.delete(follower);
      if (this.followers.size === 0) this.rest();
    };
  }

  private readonly notified = () => {
    this.isNotified = true;
    this.isDeaf = false;
    this.plan({ isSoon: true });
  };

  /** Plans a look, unless one is planned that is as soon, or one is under way, which plans the next. */
  private plan({ isSoon }: { isSoon: boolean }): void {
    if (this.isLooking || (this.timer && (this.isSoon || !isSoon))) return;
    clearTimeout(this.timer);
    this.isSoon = isSoon;
    const waits = [...this.followers.values()].map((listener) => listener.pollMs(isSoon ? SOON_MS : AT_REST_MS));
    this.timer = setTimeout(() => void this.look(), Math.min(...waits)).unref();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    this.timer = undefined;
    this.isLooking = true;
    const wasNotified = this.isNotified;
    this.isNotified = false;
    // While the database is away, the loops of the readers say so.
    const isBehind = await this.wakeThoseBehind(wasNotified).catch(() => true);
    this.isLooking = false;
    if (this.followers.size === 0) return;
    const isHeard = !this.isDeaf && [...this.followers.values()].every(({ isListening }) => isListening);
    this.plan({ isSoon: isBehind || this.isNotified || !isHeard });
  }

  private async wakeThoseBehind(wasNotified: boolean): Promise<boolean> {
    // A look that hangs would be the last one of all readers: the next one takes another connection.
    const newest = (await respondsSoon(lastEvents(this.query)))[0]?.position ?? '';
    // Where old events were removed, the newest one may be an older one than before.
    if (this.newest !== undefined && newest > this.newest && !wasNotified && !this.isNotified) this.isDeaf = true;
    this.newest = newest;
    const behind = [...this.followers.keys()].filter((follower) => (follower.position() ?? newest) < newest);
    for (const follower of behind) follower.wake();
    return behind.length > 0;
  }
}
