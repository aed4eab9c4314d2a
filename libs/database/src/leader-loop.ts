import type { Logger } from '@guichet/platform';
import type { LeaderLocks } from './leader-locks.js';

export interface LeaderLoopOptions {
  /** The name of the lock, and of the loop in logs. */
  name: string;
  locks: LeaderLocks;
  logger: Logger;
  /** Does some work. Returns whether there may be more. */
  turn: () => Promise<boolean>;
  /** How long to wait before the next turn when nothing wakes the loop. */
  idleMs: number;
  /** Called when this process has got the lock, before its first turn. */
  onElected?: () => Promise<void>;
  /** How long to wait between two turns while the loop is woken all the time, so that a rush is handled at once. */
  calmMs?: number;
}

/**
 * Work that one process does at a time, whoever it is: the one that holds its lock. When the process or its connection dies,
 * Postgres gives the lock to the next that asks; nothing has to expire.
 */
export class LeaderLoop {
  private leads = false;
  private wanted = false;
  private stopping = false;
  private running: Promise<void> | null = null;
  private signal: (() => void) | null = null;
  private idleWaiters: (() => void)[] = [];
  private later: NodeJS.Timeout | undefined;
  /** When the last turn ended; milliseconds of a clock that never jumps. */
  private rested = 0;

  constructor(private readonly options: LeaderLoopOptions) {}

  /** Whether this process holds the lock. */
  get isLeading(): boolean {
    return this.leads;
  }

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    const calm = this.rested + (this.options.calmMs ?? 0) - performance.now();
    if (calm <= 0) return this.begin();
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.begin();
    }, calm);
  }

  private begin(): void {
    this.wanted = true;
    this.signal?.();
  }

  /** Resolves when a turn found nothing more to do. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.idleWaiters.push(resolve);
      this.begin();
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.later);
    this.begin();
    await this.running;
    if (this.leads) await this.options.locks.release(this.options.name);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      // What wakes the loop from here on is met by this round, or by the next one. Whoever is not elected waits, however often it was woken before.
      this.wanted = false;
      try {
        if (!(await this.elected())) {
          await this.pause(500);
          continue;
        }
        const more = await this.options.turn();
        this.rested = performance.now();
        if (more || this.wanted) continue;
        for (const resolve of this.idleWaiters.splice(0)) resolve();
        await this.pause(this.options.idleMs);
      } catch (error) {
        if (this.stopping) return;
        this.options.logger.error('A background loop failed and goes on.', { loop: this.options.name, error });
        await this.pause(500);
      }
    }
  }

  /**
   * Whoever has lost the lock asks for it at once: nobody else may want it. Whoever only asked for it waits before it asks again, as after
   * any other failure: while the database is away, every question fails at once.
   */
  private readonly lost = () => {
    if (!this.leads) return;
    this.leads = false;
    this.begin();
  };

  private async elected(): Promise<boolean> {
    if (this.leads) return true;
    const { name, locks, onElected } = this.options;
    if (!(await locks.acquire(name, this.lost))) return false;
    this.leads = true;
    try {
      await onElected?.();
    } catch (error) {
      this.leads = false;
      await locks.release(name);
      throw error;
    }
    // The lock may have been lost meanwhile.
    return this.leads;
  }

  private pause(ms: number): Promise<void> {
    if (this.wanted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.signal = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.signal = done;
    });
  }
}
