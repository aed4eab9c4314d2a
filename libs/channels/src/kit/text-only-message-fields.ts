import type { InboundMessage } from '../inbound-events.js';

/** The other fields of a message that consists of its text only. */
export const plainMessage = (text: string) =>
  ({
    type: 'message',
    cc: [],
    subject: '',
    text,
    segments: text ? [{ kind: 'visible', text }] : [],
    html: null,
    remoteImages: [],
    attachments: [],
    flags: [],
    hiddenParts: 0,
  }) satisfies Partial<InboundMessage>;
