import type { RawRequest } from '@guichet/channels';
import type { Handle, SpamVerdict } from '@guichet/contracts';
import type { Account } from '../accounts/channel-accounts.js';
import type { BlockedSenders } from '../blocked-senders/block-list-cache.js';
import type { SpamFilter } from './spam-filter.js';

/** Who takes messages for spam; those that are absent do not. */
export interface SpamJudges {
  blockedSenders?: BlockedSenders;
  spamFilter?: SpamFilter;
}

/** The verdict on a message of this sender. */
export type JudgeSender = (from: Handle | null) => Promise<SpamVerdict | null>;

/**
 * Begins to judge a payload while it is parsed: first the block list, then the server in front, then the filter. Where nothing of
 * it is configured, nothing is asked.
 */
export function judgeSpam(
  { blockedSenders, spamFilter }: SpamJudges,
  { channel, config }: Account,
  request: RawRequest,
): JudgeSender | undefined {
  // What is old or was sent from here is no spam any more, or never was.
  if (request.headers['x-history'] !== undefined || request.headers['x-special-use'] === '\\Sent') return undefined;
  const byServer = channel.spamVerdict?.(request, config) ?? null;
  const asksFilter = byServer === null && spamFilter?.isConfigured === true && channel.spamVerdict !== undefined;
  const byFilter = asksFilter ? spamFilter.judge(request) : null;
  return async (from) => {
    const blocked = from && (await blockedSenders?.verdictOn(from));
    if (blocked || byServer) return blocked || byServer;
    const judged = await byFilter;
    if (!judged) return null;
    if (judged.state === 'not-judged') return { verdict: 'not-judged', source: 'filter', detail: '' };
    return judged.spam === null ? null : { verdict: 'spam', source: 'filter', detail: judged.spam };
  };
}
