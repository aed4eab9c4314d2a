import type { MessageEntry } from '@guichet/contracts';

/**
 * Whether the text of the secure page takes the place of what was sent, which is folded then: where the channel got the notice of the
 * template alone. Words that the agent added to the notice, and any other wording that leads to the page, stand first. Pure.
 */
export const isReplacedByPage = ({ provenance }: Pick<MessageEntry, 'provenance'>): boolean =>
  provenance?.page !== undefined && provenance.level === 'notice' && provenance.verbatim;
