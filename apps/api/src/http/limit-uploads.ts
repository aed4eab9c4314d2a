import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

const uploads = new RateLimiterMemory({ points: 300, duration: 60 });

export const limitUploads = (agentId: string): Promise<unknown> =>
  uploads.consume(agentId).catch((used: { msBeforeNext: number }) => refuseTooManyRequests(used.msBeforeNext / 1000));
