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

/**
 * Returns the route by which somebody has written last in the case, or else anywhere, where they cannot be answered freely by it and another
 * one is offered for that: whoever is to reply by SMS to somebody who writes by WhatsApp, or to somebody else, wants to know why.
 */
export function closedRouteOfCitizen(
  options: readonly ReplyRoute[],
  chosen: ReplyRoute | undefined,
  proposed: CaseDetail['replyTo'],
): ReplyRoute | undefined {
  if (!chosen) return undefined;
  const last = options.find((option) => isProposed(option, proposed)) ?? lastUsedSince(options, chosen);
  const isFree = last?.state === 'ready' || last?.state === 'warned';
  const isOther = last?.channel !== chosen.channel || last.to.value !== chosen.to.value;
  return last && isOther && !isFree ? last : undefined;
}

const lastUsedSince = (options: readonly ReplyRoute[], chosen: ReplyRoute): ReplyRoute | undefined =>
  options
    .filter(({ lastUsedAt }) => (lastUsedAt ?? '') > (chosen.lastUsedAt ?? ''))
    .toSorted((a, b) => b.lastUsedAt!.localeCompare(a.lastUsedAt!))[0];

/** Whether the case proposes to reply by this route, as somebody has written by it last there. */
export const isProposed = ({ channelAccountId, to }: ReplyRoute, proposed: CaseDetail['replyTo']): boolean =>
  proposed?.channelAccountId === channelAccountId && proposed.to.includes(to.value);

/** Returns the recipients of a reply by this route: those that the case proposes, where it proposes this route. */
export function envelopeFor(option: ReplyRoute | undefined, proposed: CaseDetail['replyTo']): Envelope {
  if (!option) return { channelAccountId: proposed?.channelAccountId, to: proposed?.to ?? [], cc: [], bcc: [] };
  const to = proposed && isProposed(option, proposed) ? proposed.to : [option.to.value];
  return { channelAccountId: option.channelAccountId, to, cc: [], bcc: [] };
}
