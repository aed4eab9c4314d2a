import type { ReplyRendering } from '../channel.js';

/** The rendering of a message on a telephone: plain text, with the short wordings where the full ones are too long. */
export const messageRendering = (characters: number) =>
  ({
    html: false,
    subject: false,
    strong: 'none',
    gap: '\n\n',
    levels: ['full', 'short'],
    most: { characters },
  }) satisfies ReplyRendering;
