import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import type { Via } from '../../../shared/drafts/draft-content.js';

/** By which account, and to whom. */
export interface Envelope {
  channelAccountId: string | undefined;
  to: string[];
  cc: string[];
  /** Undefined: the one that the case proposes. */
  subject?: string;
}

export const viaOf = ({ channelAccountId, to }: ReplyRoute): Via => ({ channelAccountId, to: to.value });
export const isVia = (option: ReplyRoute, via: Via | undefined) =>
  option.channelAccountId === via?.channelAccountId && option.to.value === via.to;

/** The chosen way while it exists, even closed: nothing changes under the hand. Else the first that can be used. */
export const chosenRoute = (options: readonly ReplyRoute[], via: Via | undefined) =>
  options.find((option) => isVia(option, via)) ?? options.find(({ state }) => state !== 'closed') ?? options[0];

/** To whom an answer goes by this way: whom the case proposes, where it proposes this very way. */
export function envelopeFor(option: ReplyRoute | undefined, proposed: CaseDetail['replyTo']): Envelope {
  if (!option) return { channelAccountId: proposed?.channelAccountId, to: proposed?.to ?? [], cc: [] };
  const same = proposed?.channelAccountId === option.channelAccountId && proposed.to.includes(option.to.value);
  return { channelAccountId: option.channelAccountId, to: same ? proposed.to : [option.to.value], cc: [] };
}
