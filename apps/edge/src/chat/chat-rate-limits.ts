import { Database, SharedLimiter } from '@guichet/database';
import { networkOf } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

const MB = 1024 * 1024;
const MINUTE = 60;
const DAY = 86_400;

/** In `seconds` by visitor, and by address of the network, which a library or a school shares among many. */
const limits = {
  connect: { seconds: MINUTE, visitor: null, address: 600 },
  say: { seconds: MINUTE, visitor: 30, address: 300 },
  seen: { seconds: MINUTE, visitor: 120, address: null },
  history: { seconds: MINUTE, visitor: 60, address: null },
  typing: { seconds: MINUTE, visitor: 40, address: null },
  upload: { seconds: MINUTE, visitor: 20, address: 100 },
  /** Bytes: of a file that no message takes, too, until it is deleted after a day. */
  uploaded: { seconds: DAY, visitor: 200 * MB, address: 2000 * MB },
} as const;
type Limited = keyof typeof limits;
const BY = ['visitor', 'address'] as const;

/** How often a visitor of the chat may do something, to whatever process they are connected. */
@Injectable()
export class ChatLimits {
  private readonly limiters: Map<string, SharedLimiter>;

  constructor(database: Database) {
    this.limiters = new Map(
      (Object.keys(limits) as Limited[]).flatMap((what) =>
        BY.flatMap((by) => {
          const { seconds, [by]: points } = limits[what];
          const name = `chat-${what}-${by}`;
          return points === null ? [] : [[name, new SharedLimiter(database, { name, points, seconds })] as const];
        }),
      ),
    );
  }

  /** Counts a use against the limits. Returns the seconds to wait where it is one too many, else null. */
  async tooMany(what: Limited, who: { visitor: string; address: string }, cost = 1): Promise<number | null> {
    for (const by of BY) {
      const key = by === 'address' ? networkOf(who.address) : who.visitor;
      const usage = await this.limiters.get(`chat-${what}-${by}`)?.use(key, cost);
      if (usage?.isOver) return usage.resetSeconds;
    }
    return null;
  }
}
