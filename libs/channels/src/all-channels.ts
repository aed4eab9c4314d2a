// One line for each channel; its name stands in `ChannelKind` of the contracts, too.
export { chat } from './chat/chat.js';
export { email } from './email/email.js';
export { instagram } from './instagram/instagram.js';
export { mastodon } from './mastodon/mastodon.js';
export { messenger } from './messenger/messenger.js';
export { counter } from './recorded/phone-and-counter.js';
export { phone } from './recorded/phone-and-counter.js';
export { post } from './post/post.js';
export { sms } from './sms/sms.js';
export { telegram } from './telegram/telegram.js';
export { webhook } from './webhook/webhook.js';
export { whatsapp } from './whatsapp/whatsapp.js';
