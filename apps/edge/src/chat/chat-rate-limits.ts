import { isPublicAddress } from '@guichet/platform';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });
const perDay = (points: number) => new RateLimiterMemory({ points, duration: 86_400 });
const MB = 1024 * 1024;

/** By visitor, and by address of the network, which a library or a school shares among many. */
const limits = {
  connect: { visitor: null, address: perMinute(600) },
  say: { visitor: perMinute(30), address: perMinute(300) },
  seen: { visitor: perMinute(120), address: null },
  history: { visitor: perMinute(60), address: null },
  typing: { visitor: perMinute(40), address: null },
  upload: { visitor: perMinute(20), address: perMinute(100) },
  /** Bytes: of a file that no message takes, too, until it is deleted after a day. */
  uploaded: { visitor: perDay(200 * MB), address: perDay(2000 * MB) },
};

/** Counts a use against the limits. Returns the seconds to wait where it is one too many, else null. */
export async function tooMany(
  what: keyof typeof limits,
  { visitor, address }: { visitor: string; address: string },
  cost = 1,
): Promise<number | null> {
  const { visitor: byVisitor, address: byAddress } = limits[what];
  try {
    await byVisitor?.consume(visitor, cost);
    await byAddress?.consume(address, cost);
    return null;
  } catch (used) {
    return Math.max(1, Math.ceil((used as { msBeforeNext: number }).msBeforeNext / 1000));
  }
}

/** The address of the client: a caller from our own network is a proxy, and names the client. */
export function callerOf(peer: string, forwarded: string | string[] | undefined): string {
  const hops = [...String(forwarded ?? '').split(','), peer].map((hop) => hop.trim()).filter(Boolean);
  return hops.findLast((hop) => isPublicAddress(hop)) ?? hops[0]!;
}
