import type { CaseDetail, Handle } from '@guichet/contracts';
import type { Envelope } from '../../../shared/drafts/draft-content.js';

/** To whom the citizen has written as well, in the account that the reply leaves from, and who is not among its recipients yet. */
export function othersToReplyTo({ replyTo }: Pick<CaseDetail, 'replyTo'>, envelope: Envelope): Handle[] {
  if (!replyTo || replyTo.channelAccountId !== envelope.channelAccountId) return [];
  const named = new Set([...envelope.to, ...envelope.cc, ...envelope.bcc]);
  return replyTo.others.filter(({ value }) => !named.has(value));
}

/** The envelope with them as recipients of a copy. */
export const withCopiesTo = (envelope: Envelope, others: readonly Handle[]): Envelope => ({
  ...envelope,
  cc: [...envelope.cc, ...others.map(({ value }) => value)],
});
