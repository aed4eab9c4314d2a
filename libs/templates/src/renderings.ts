import type { ChannelKind, RenderingLevel, RenderingName } from '@guichet/contracts';
import type { Strong } from './form.js';

interface RenderingRule {
  html: boolean;
  subject: boolean;
  strong: Strong;
  /** Between paragraphs. */
  gap: '\n\n' | '\n';
  /** In this order, the first that fits. */
  levels: readonly Exclude<RenderingLevel, 'notice'>[];
  /** The most that a person should get in one go; null: no limit. */
  most: { characters: number } | { parts: number } | null;
}

const letter: RenderingRule = { html: true, subject: true, strong: 'none', gap: '\n\n', levels: ['full'], most: null };
const talk = (characters: number, strong: Strong = 'none'): RenderingRule => ({
  html: false,
  subject: false,
  strong,
  gap: '\n\n',
  levels: ['full', 'short'],
  most: { characters },
});

/** How an answer looks in each place where it is read. What does not fit becomes shorter, and at last a notice. */
export const renderings = {
  email: letter,
  page: letter,
  letter,
  webhook: { ...letter, html: false },
  chat: talk(2000),
  // https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages: 4096, of which a screen shows a part.
  whatsapp: talk(1500, 'asterisks'),
  messenger: talk(1500),
  telegram: talk(2000),
  // 500 characters less the name of whoever is answered.
  mastodon: { ...talk(440), gap: '\n', levels: ['short'] },
  // Each part is paid for.
  sms: { ...talk(0), gap: '\n', levels: ['short'], most: { parts: 4 } },
} as const satisfies Record<RenderingName, RenderingRule>;

export const rule = (name: RenderingName): RenderingRule => renderings[name];

/** What is written down rather than sent is read as a letter, or said as the page has it. */
export const renderingOf = (kind: ChannelKind): RenderingName =>
  kind === 'post' ? 'letter' : kind === 'phone' || kind === 'counter' ? 'page' : kind;
