import type { StoredMessage } from '@guichet/cases';
import type { Flag } from '@guichet/contracts';
import type { ParsedMessage } from './parsed-message.js';

/** A message as its entry keeps it, with what is to be said of it besides. */
export function storedMessage(
  { message, attachments, html, hasOriginal, spam }: ParsedMessage,
  also: readonly Flag[],
): StoredMessage {
  const flags: Flag[] = [...message.flags, ...also];
  if (message.automatic) flags.push('automatic');
  return {
    from: message.from,
    to: message.to,
    cc: message.cc,
    subject: message.subject || null,
    segments: message.segments,
    html,
    remoteImages: message.remoteImages,
    attachments: attachments.map(({ digest: _, source: __, ...attachment }) => attachment),
    ...(message.invitation ? { invitation: message.invitation } : {}),
    ...(message.authentication ? { authentication: message.authentication } : {}),
    ...(message.signature ? { signature: message.signature } : {}),
    ...(spam ? { spam } : {}),
    ...(message.unanswerable ? { unanswerable: message.unanswerable } : {}),
    claimedAt: message.sentAt?.toISOString() ?? null,
    flags: [...new Set(flags)],
    hiddenParts: message.hiddenParts,
    hasOriginal,
  };
}
