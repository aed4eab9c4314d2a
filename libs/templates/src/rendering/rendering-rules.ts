import { channels, type ReplyRendering } from '@guichet/channels';
import type { ChannelKind, RenderingName } from '@guichet/contracts';

const letter: ReplyRendering = { html: true, subject: true, strong: 'none', gap: '\n\n', levels: ['full'], most: null };

/** Returns how a reply is written for a rendering: a channel, a page or a letter. */
export const renderingRule = (name: RenderingName): ReplyRendering => {
  const rendering = name === 'page' || name === 'letter' ? letter : channels[name].rendering;
  return typeof rendering === 'string' ? letter : rendering;
};

/** Returns the rendering of a channel. A message that is recorded and not sent is rendered as a letter or a page. */
export function renderingOf(kind: ChannelKind): RenderingName {
  const { rendering } = channels[kind];
  return typeof rendering === 'string' ? rendering : (kind as RenderingName);
}
