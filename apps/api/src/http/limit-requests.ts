import { tokenLimit } from '@guichet/contracts';
import { Database, SharedLimiter } from '@guichet/database';
import { networkOf } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

const limits = {
  /** What anybody may read without signing in, by address of the network: a whole office may stand behind one. */
  publicReads: { name: 'public-read', points: 600, seconds: 60 },
  /** Sign-ins that begin at a provider, by network: anybody makes this server send the provider a request by one. */
  providerSignIns: { name: 'provider-sign-in', points: 30, seconds: 60 },
  /** Uploads of one agent. */
  uploads: { name: 'upload-agent', points: 300, seconds: 60 },
  /** What an integration asks for by one token. */
  tokens: { name: 'token', points: tokenLimit.requests, seconds: tokenLimit.seconds },
  /** What a directory asks for by SCIM, one person at a time: 25 requests a second in its first run. */
  scim: { name: 'scim', points: 3000, seconds: 60 },
  /** Access tokens that are asked for by one secret: a client keeps its own for an hour. */
  accessTokens: { name: 'access-token', points: 60, seconds: 60 },
};

/** How many requests of a sort may come, at all processes together. Each method counts one and throws `too-many-requests`. */
@Injectable()
export class RequestLimits {
  private readonly publicReads: SharedLimiter;
  private readonly providerSignIns: SharedLimiter;
  private readonly uploads: SharedLimiter;
  private readonly tokens: SharedLimiter;
  private readonly accessTokens: SharedLimiter;
  private readonly directories: SharedLimiter;

  constructor(database: Database) {
    this.publicReads = new SharedLimiter(database, limits.publicReads);
    this.providerSignIns = new SharedLimiter(database, limits.providerSignIns);
    this.uploads = new SharedLimiter(database, limits.uploads);
    this.tokens = new SharedLimiter(database, limits.tokens);
    this.accessTokens = new SharedLimiter(database, limits.accessTokens);
    this.directories = new SharedLimiter(database, limits.scim);
  }

  async publicRead(address: string): Promise<void> {
    const { isOver, resetSeconds } = await this.publicReads.use(networkOf(address));
    if (isOver) refuseTooManyRequests(resetSeconds);
  }

  async providerSignIn(address: string): Promise<void> {
    const { isOver, resetSeconds } = await this.providerSignIns.use(networkOf(address));
    if (isOver) refuseTooManyRequests(resetSeconds);
  }

  async upload(agentId: string): Promise<void> {
    const { isOver, resetSeconds } = await this.uploads.use(agentId);
    if (isOver) refuseTooManyRequests(resetSeconds);
  }

  async scim(accountId: string): Promise<void> {
    const { isOver, resetSeconds } = await this.directories.use(accountId);
    if (isOver) refuseTooManyRequests(resetSeconds);
  }

  async accessToken(key: string): Promise<void> {
    const { isOver, resetSeconds } = await this.accessTokens.use(key);
    if (isOver) refuseTooManyRequests(resetSeconds);
  }

  /** `key`: the token, or the service account, which may have any number of them. Also says in the headers of the reply how many are left. */
  async byToken(key: string, reply: FastifyReply): Promise<void> {
    const { isOver, left, resetSeconds } = await this.tokens.use(key);
    reply.headers({
      'RateLimit-Limit': tokenLimit.requests,
      'RateLimit-Remaining': left,
      'RateLimit-Reset': resetSeconds,
    });
    if (isOver) refuseTooManyRequests(resetSeconds);
  }
}
