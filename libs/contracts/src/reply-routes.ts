import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Handle } from './citizens.js';
import { Id, Instant } from './primitives.js';
import { ProviderTemplate } from './provider-templates.js';

/** Why a channel cannot be used now, or should be used with care. */
export const UnreachableReason = z.enum([
  'window-closed', // the provider takes free text only for a time after the citizen's last message
  'never-wrote', // the citizen must write first on this channel
  'no-consent', // the citizen said STOP
  'last-failed', // the last message to this address did not arrive
  'complained', // its owner has reported a message as unwanted
  'account-off', // the account by which they wrote is switched off
  'not-proved', // nobody has shown that this address is theirs for this case
]);
export type UnreachableReason = z.infer<typeof UnreachableReason>;

/** One way to reply: an account and an address of the citizen. */
export const ReplyRoute = z.object({
  channelAccountId: Id,
  channel: ChannelKind,
  channelName: z.string(),
  to: Handle,
  /** `warned`: possible, with a reason to think twice. `template`: only with one of `templates`. */
  state: z.enum(['ready', 'warned', 'template', 'closed']),
  reason: UnreachableReason.nullable(),
  /** The provider's or the citizen's own words on it, where there are any. */
  detail: z.string().nullable(),
  /** The time until which free text may be sent. */
  windowUntil: Instant.nullable(),
  templates: z.array(ProviderTemplate),
  /** Whether the citizen has last written by this route. */
  lastUsedAt: Instant.nullable(),
  /** Other persons who use this address, as far as the agent may know them in the sector of the case: they can read the reply. */
  alsoUsedBy: z.array(z.string()),
});
export type ReplyRoute = z.infer<typeof ReplyRoute>;

/** `GET /cases/:id/reply-routes`: the best route first, which the composer proposes unless it is `closed`. */
export const ReplyRoutes = z.object({ items: z.array(ReplyRoute) });
export type ReplyRoutes = z.infer<typeof ReplyRoutes>;
