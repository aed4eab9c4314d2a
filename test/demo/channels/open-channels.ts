import type { ChannelKind } from '@guichet/contracts';
import { chatChannel } from './chat.js';
import { formsChannel } from './web-forms.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';
import { mailChannel } from './mail.js';
import { mastodonChannel } from './mastodon.js';
import { metaChannels } from './meta.js';
import { smsChannel } from './sms.js';
import { telegramChannel } from './telegram.js';

/** Where the town is reached; asked when somebody writes, as it may not be known before. */
interface Ways {
  productUrl: () => string;
  smtpPort: () => number;
  siteOrigins: readonly string[];
}

/** Every channel from the citizens' end, in the order of the apps on a phone. */
export async function openChannels(
  ears: ChannelListener,
  now: () => Date,
  { productUrl, smtpPort, siteOrigins }: Ways,
): Promise<ReadonlyMap<ChannelKind, CitizenChannel>> {
  const lines = [
    await mailChannel(ears, now, smtpPort),
    await smsChannel(ears),
    chatChannel(productUrl, siteOrigins, now),
    ...(await metaChannels(ears, now)),
    await telegramChannel(ears),
    await mastodonChannel(ears),
    await formsChannel(now),
  ];
  return new Map(lines.map((line) => [line.kind, line]));
}
