import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import type { Envelope } from '../../../shared/drafts/draft-content.js';

export type UnansweredCitizen = CaseDetail['unansweredCitizens'][number];

/**
 * Who is named beside the composer as not answered yet: nobody whom the reply that is being written reaches. Before anybody writes, the
 * composer proposes to answer one of them; once somebody has a reply, whoever it proposes still waits, which nothing else says.
 */
export function citizensToAnswer(
  { unanswered, unansweredCitizens }: Pick<CaseDetail, 'unanswered' | 'unansweredCitizens'>,
  { isOpen, envelope: { to, cc, bcc } }: { isOpen: boolean; envelope: Envelope },
): UnansweredCitizen[] {
  if (!isOpen && !unanswered) return unansweredCitizens;
  const reached = new Set([...to, ...cc, ...bcc].map((value) => value.toLowerCase()));
  return unansweredCitizens.filter(({ address }) => address === null || !reached.has(address.toLowerCase()));
}

/** The route by which they can be answered: that by which they wrote last, else another one to their address. */
export function routeToCitizen(
  options: readonly ReplyRoute[],
  { channelAccountId, address }: UnansweredCitizen,
): ReplyRoute | undefined {
  const usable = options.filter(({ to, state }) => to.value === address && state !== 'closed');
  return usable.find((option) => option.channelAccountId === channelAccountId) ?? usable[0];
}
