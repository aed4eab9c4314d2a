import { tokenLimit } from '@guichet/contracts';
import { Database, SharedLimiter } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** The requests that an integration makes by one token, by whatever process they come. */
@Injectable()
export class TokenRequests {
  private readonly requests: SharedLimiter;

  constructor(database: Database) {
    this.requests = new SharedLimiter(database, {
      name: 'token',
      points: tokenLimit.requests,
      seconds: tokenLimit.seconds,
    });
  }

  /** Counts a request and says in the headers of its reply how many are left. Throws `too-many-requests`. */
  async count(token: string, reply: FastifyReply): Promise<void> {
    const { isOver, left, resetSeconds } = await this.requests.use(token);
    reply.headers({
      'RateLimit-Limit': tokenLimit.requests,
      'RateLimit-Remaining': left,
      'RateLimit-Reset': resetSeconds,
    });
    if (isOver) refuseTooManyRequests(resetSeconds);
  }
}
