import type { InboundMessage } from '@guichet/channels';

/** The same for the same mail, so that one that is sent again is recognised: what its Message-ID begins with. */
export const digestMessageIdPrefix = (agentId: string, due: string): string => `digest.${agentId}.${Date.parse(due)}`;

/**
 * Whether a message answers such a mail, as it says itself. Where it refers to something nearer, that is what it answers.
 */
export const answersDigest = ({ threadKeys }: Pick<InboundMessage, 'threadKeys'>): boolean =>
  /^ref:digest\.[\da-f-]{36}\.\d+@/.test(threadKeys.find((key) => key.startsWith('ref:')) ?? '');
