import { isPublicAddress } from '@guichet/platform';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });

/** By visitor, and by address of the network, which a library or a school shares among many. */
const limits = {
  connect: { visitor: null, address: perMinute(600) },
  say: { visitor: perMinute(30), address: perMinute(300) },
  seen: { visitor: perMinute(120), address: null },
  history: { visitor: perMinute(60), address: null },
  typing: { visitor: perMinute(40), address: null },
  upload: { visitor: perMinute(20), address: perMinute(100) },
};

/** Counts one more. Answers the seconds to wait where it is one too many, else null. */
export async function tooMany(what: keyof typeof limits, visitor: string, address: string): Promise<number | null> {
  const { visitor: byVisitor, address: byAddress } = limits[what];
  try {
    await byVisitor?.consume(visitor);
    await byAddress?.consume(address);
    return null;
  } catch (used) {
    return Math.max(1, Math.ceil((used as { msBeforeNext: number }).msBeforeNext / 1000));
  }
}

/** Whoever calls from our own network is a proxy, and says for whom. */
export function callerOf(peer: string, forwarded: string | string[] | undefined): string {
  const hops = [...String(forwarded ?? '').split(','), peer].map((hop) => hop.trim()).filter(Boolean);
  return hops.findLast((hop) => isPublicAddress(hop)) ?? hops[0]!;
}
