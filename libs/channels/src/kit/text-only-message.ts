import type { InboundMessage } from '../inbound-events.js';

/** What a message is of which there is only its text. */
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
