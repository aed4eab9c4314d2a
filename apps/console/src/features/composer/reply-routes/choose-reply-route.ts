import type { CaseDetail, PostMessage, ReplyRoute } from '@guichet/contracts';
import type { Envelope, Via } from '../../../shared/drafts/draft-content.js';

/** A message that the provider has approved, with what fills its blanks. */
export type ChosenProviderTemplate = NonNullable<PostMessage['providerTemplate']>;

export const viaOf = ({ channelAccountId, to }: ReplyRoute): Via => ({ channelAccountId, to: to.value });
export const isVia = (option: ReplyRoute, via: Via | undefined) =>
  option.channelAccountId === via?.channelAccountId && option.to.value === via.to;

/**
 * Returns the chosen reply route while it exists, even closed, so that nothing changes unasked; else the first open
 * one.
 */
export const chosenRoute = (options: readonly ReplyRoute[], via: Via | undefined) =>
  options.find((option) => isVia(option, via)) ?? options.find(({ state }) => state !== 'closed') ?? options[0];

/** Returns the recipients of a reply by this route: those that the case proposes, where it proposes this route. */
export function envelopeFor(option: ReplyRoute | undefined, proposed: CaseDetail['replyTo']): Envelope {
  if (!option) return { channelAccountId: proposed?.channelAccountId, to: proposed?.to ?? [], cc: [], bcc: [] };
  const same = proposed?.channelAccountId === option.channelAccountId && proposed.to.includes(option.to.value);
  return { channelAccountId: option.channelAccountId, to: same ? proposed.to : [option.to.value], cc: [], bcc: [] };
}
