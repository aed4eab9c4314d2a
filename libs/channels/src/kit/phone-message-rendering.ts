import type { ReplyRendering } from '../channel.js';

/** A message on a telephone: plain text, short where the full wordings are too long. */
export const messageRendering = (characters: number) =>
  ({
    html: false,
    subject: false,
    strong: 'none',
    gap: '\n\n',
    levels: ['full', 'short'],
    most: { characters },
  }) satisfies ReplyRendering;
