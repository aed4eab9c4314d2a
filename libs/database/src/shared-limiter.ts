import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from './database.js';
import type { Tx } from './tx.js';

export interface Limit {
  /** Tells the keys of one limit from those of another one. */
  name: string;
  /** How much may be used within `seconds` from the first use. */
  points: number;
  seconds: number;
  /** Whether uses are given back. If not, a key that is used up is refused from memory, which costs the database nothing. */
  isReturnable?: boolean;
}

export interface Usage {
  /** This use was one too many. */
  isOver: boolean;
  /** Points that are left. */
  left: number;
  /** The seconds until all points are there again: at least 1. */
  resetSeconds: number;
}

/**
 * A limit that all processes count together, in the table `rate_limit`. While the database does not respond, each process
 * counts by itself.
 */
export class SharedLimiter {
  private readonly limiter: RateLimiterPostgres;

  constructor(
    database: Database,
    readonly limit: Limit,
  ) {
    const { name, points, seconds, isReturnable } = limit;
    this.limiter = new RateLimiterPostgres({
      storeClient: database.source,
      storeType: 'typeorm',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
      ...(!isReturnable && { inMemoryBlockOnConsumed: points }),
      insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    });
  }

  async use(key: string, points = 1): Promise<Usage> {
    try {
      return usageOf(await this.limiter.consume(digestOf(key), points), false);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return usageOf(refused, true);
    }
  }

  async giveBack(key: string, points = 1): Promise<void> {
    await this.limiter.reward(digestOf(key), points);
  }

  async clear(key: string): Promise<void> {
    await this.limiter.delete(digestOf(key));
  }
}

/** Deletes what no longer limits anybody. */
export async function purgeLimits(tx: Tx): Promise<void> {
  await tx.query(`delete from rate_limit where expire < $1`, [tx.now.getTime()]);
}

const usageOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Usage => ({
  isOver,
  left: remainingPoints,
  resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

/** Keys are addresses of people and of their networks, which are not for a table to tell. */
const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
