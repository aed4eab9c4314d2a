import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** What anybody may read without signing in, by address of the network: a whole office may stand behind one. */
const publicReads = new RateLimiterMemory({ points: 600, duration: 60 });

/** @throws Failure `too-many-requests` */
export const limitPublicReads = (address: string): Promise<unknown> =>
  publicReads
    .consume(address)
    .catch((used: { msBeforeNext: number }) => refuseTooManyRequests(used.msBeforeNext / 1000));
