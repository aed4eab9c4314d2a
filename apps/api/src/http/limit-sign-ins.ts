import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refuseTooManyRequests } from './refuse-too-many-requests.js';

/** Failures of signing in, by account and by address of the network: enough for a forgotten password, not for guessing. */
const perAccount = new RateLimiterMemory({ points: 10, duration: 15 * 60 });

const perAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 });

/** Runs an attempt to sign in; a wrong one counts, a right one clears the count of its account. */
export async function limitedSignIn<Result>(
  email: string,
  address: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const account = email.toLowerCase();
  for (const [limiter, key] of [
    [perAccount, account],
    [perAddress, address],
  ] as const) {
    const used = await limiter.get(key);
    if (used && used.consumedPoints >= limiter.points) refuseTooManyRequests(used.msBeforeNext / 1000);
  }
  // Counted before the attempt, so that a hundred at once are not all let through.
  await Promise.allSettled([perAccount.consume(account), perAddress.consume(address)]);
  const result = await attempt();
  await perAccount.delete(account);
  await perAddress.reward(address);
  return result;
}
