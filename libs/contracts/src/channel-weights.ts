import type { ChannelKind } from './channels.js';

/** What an open case weighs where nothing else is said, in points. A chat wants somebody now; a letter waits on the desk. */
export const DEFAULT_WEIGHTS: Record<ChannelKind, number> = {
  chat: 4,
  phone: 4,
  counter: 4,
  whatsapp: 2,
  messenger: 2,
  telegram: 2,
  sms: 2,
  mastodon: 2,
  email: 1,
  webhook: 1,
  post: 1,
};
