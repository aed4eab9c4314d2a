import { SharedLimiter, type Database } from '@guichet/database';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

interface AttemptLimit {
  name: string;
  points: number;
  seconds: number;
}

/** One of the limits, and what is counted by it. */
export type Use<Limited extends string> = readonly [Limited, key: string];

/** Several limits of one thing that may be guessed at, which all processes count together. */
export class AttemptCounters<Limited extends string> {
  private readonly limiters: Record<Limited, SharedLimiter>;

  constructor(database: Database, limits: Record<Limited, AttemptLimit>) {
    const entries = Object.entries<AttemptLimit>(limits).map(([what, limit]) => [
      what,
      new SharedLimiter(database, { ...limit, isReturnable: true }),
    ]);
    this.limiters = Object.fromEntries(entries) as Record<Limited, SharedLimiter>;
  }

  /**
   * Counts an attempt before it is made, so that a hundred at once are not all let through. A refused one counts against no
   * limit but the one that refused it: by whom that is used up, nobody else is refused. Throws `too-many-requests`.
   */
  async count(uses: readonly Use<Limited>[]): Promise<void> {
    for (const [n, [what, key]] of uses.entries()) {
      const { isOver, resetSeconds } = await this.limiters[what].use(key);
      if (!isOver) continue;
      await this.giveBack(uses.slice(0, n));
      refuseTooManyRequests(resetSeconds);
    }
  }

  async giveBack(uses: readonly Use<Limited>[]): Promise<void> {
    for (const [what, key] of uses) await this.limiters[what].giveBack(key);
  }

  async clear(uses: readonly Use<Limited>[]): Promise<void> {
    for (const [what, key] of uses) await this.limiters[what].clear(key);
  }
}
