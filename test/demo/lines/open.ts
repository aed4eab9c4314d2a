import type { ChannelKind } from '@guichet/contracts';
import { chatLine } from './chat.js';
import { formsLine } from './forms.js';
import type { Ears, Line } from './line.js';
import { mailLine } from './mail.js';
import { mastodonLine } from './mastodon.js';
import { metaLines } from './meta.js';
import { smsLine } from './sms.js';
import { telegramLine } from './telegram.js';

/** Where the town is reached; asked when somebody writes, as it may not be known before. */
interface Ways {
  productUrl: () => string;
  smtpPort: () => number;
  siteOrigins: readonly string[];
}

/** Every channel from the citizens' end. */
export async function openLines(
  ears: Ears,
  now: () => Date,
  { productUrl, smtpPort, siteOrigins }: Ways,
): Promise<ReadonlyMap<ChannelKind, Line>> {
  const lines = [
    await mailLine(ears, now, smtpPort),
    await smsLine(ears),
    chatLine(productUrl, siteOrigins),
    ...(await metaLines(ears, now)),
    await telegramLine(ears),
    await mastodonLine(ears),
    await formsLine(now),
  ];
  return new Map(lines.map((line) => [line.kind, line]));
}
