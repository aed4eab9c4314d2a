import { Database, SharedLimiter } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** Wrong codes and passwords of one agent, whose password or session somebody has already. */
const PER_AGENT = { name: 'second-factor', points: 10, seconds: 15 * 60, isReturnable: true };

/** Limits how often codes are tried, whatever they are asked for: a code has only a million values. */
@Injectable()
export class CodeLimits {
  private readonly perAgent: SharedLimiter;

  constructor(database: Database) {
    this.perAgent = new SharedLimiter(database, PER_AGENT);
  }

  /** Runs an attempt, which is counted before; a right one clears the count. Throws `too-many-requests`. */
  async limit<Result>(agentId: string, attempt: () => Promise<Result>): Promise<Result> {
    const { isOver, resetSeconds } = await this.perAgent.use(agentId);
    if (isOver) refuseTooManyRequests(resetSeconds);
    const result = await attempt();
    await this.perAgent.clear(agentId);
    return result;
  }
}
