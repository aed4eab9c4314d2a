import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Handle } from './citizens.js';
import { Id, Instant } from './primitives.js';

/** Why a channel cannot be used now, or should be used with care. */
export const UnreachableReason = z.enum([
  'window-closed', // the provider takes free text only for a time after the citizen's last message
  'never-wrote', // the citizen must write first on this channel
  'no-consent', // the citizen said STOP
  'last-failed', // the last message to this address did not arrive
  'not-proved', // nobody has shown that this address is theirs for this case
]);
export type UnreachableReason = z.infer<typeof UnreachableReason>;

/** A message that the provider has approved: `text` has its blanks as `{{1}}`, `{{2}}`… */
export const ProviderTemplate = z.object({ name: z.string(), language: z.string(), text: z.string() });
export type ProviderTemplate = z.infer<typeof ProviderTemplate>;

/** One way to answer: an account and an address of the citizen. */
export const ReplyRoute = z.object({
  channelAccountId: Id,
  channel: ChannelKind,
  channelName: z.string(),
  to: Handle,
  /** `warned`: possible, with a reason to think twice. `template`: only with one of `templates`. */
  state: z.enum(['ready', 'warned', 'template', 'closed']),
  reason: UnreachableReason.nullable(),
  /** In the provider's or the citizen's words, where there are some. */
  detail: z.string().nullable(),
  /** Until when free text may be sent. */
  windowUntil: Instant.nullable(),
  templates: z.array(ProviderTemplate),
  /** The citizen wrote last by this one. */
  lastUsedAt: Instant.nullable(),
});
export type ReplyRoute = z.infer<typeof ReplyRoute>;

/** `GET /cases/:id/reply-routes`: best first. The first is what the composer proposes, unless it is `closed`. */
export const ReplyRoutes = z.object({ items: z.array(ReplyRoute) });
export type ReplyRoutes = z.infer<typeof ReplyRoutes>;
