import type { CaseDetail, ReplyRoute } from '@guichet/contracts';
import type { Envelope } from '../../../shared/drafts/draft-content.js';

/** The recipients who have had no part in the correspondence so far: neither the citizen nor anybody to whom they have written. */
export function newReplyRecipients(
  { to, cc, bcc }: Envelope,
  { item, options }: { item: Pick<CaseDetail, 'participants' | 'replyTo'>; options: readonly ReplyRoute[] },
): string[] {
  // Postal addresses have capitals, and mail addresses are written with some.
  const known = new Set(
    [
      ...item.participants.map(({ value }) => value),
      ...(item.replyTo?.to ?? []),
      ...(item.replyTo?.others ?? []).map(({ value }) => value),
      ...options.map((option) => option.to.value),
    ].map((value) => value.toLowerCase()),
  );
  // The first recipient of a case in which nobody takes part yet becomes its citizen.
  const [first] = known.size === 0 ? to : [];
  return [...new Set([...to, ...cc, ...bcc])].filter((value) => value !== first && !known.has(value.toLowerCase()));
}
