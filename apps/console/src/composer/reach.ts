import type { CaseDetail, ReachOption } from '@guichet/contracts';

/** Which way of answering was chosen: an account, and an address of the citizen. */
export interface Via {
  channelId: string;
  to: string;
}

/** By which account, and to whom. */
export interface Envelope {
  channelId: string | undefined;
  to: string[];
  cc: string[];
  /** Undefined: the one that the case proposes. */
  subject?: string;
}

export const viaOf = ({ channelId, to }: ReachOption): Via => ({ channelId, to: to.value });
export const isVia = (option: ReachOption, via: Via | undefined) =>
  option.channelId === via?.channelId && option.to.value === via.to;

/** The chosen way while it exists, even closed: nothing changes under the hand. Else the first that can be used. */
export const chosenOf = (options: readonly ReachOption[], via: Via | undefined) =>
  options.find((option) => isVia(option, via)) ?? options.find(({ state }) => state !== 'closed') ?? options[0];

/** To whom an answer goes by this way: whom the case proposes, where it proposes this very way. */
export function envelopeFor(option: ReachOption | undefined, proposed: CaseDetail['replyTo']): Envelope {
  if (!option) return { channelId: proposed?.channelId, to: proposed?.to ?? [], cc: [] };
  const same = proposed?.channelId === option.channelId && proposed.to.includes(option.to.value);
  return { channelId: option.channelId, to: same ? proposed.to : [option.to.value], cc: [] };
}
