import type { ChannelKind, ChannelKindInfo, Language, ReasonTexts } from '@guichet/contracts';
import type { Channel } from './channel.js';
import * as all from './all-channels.js';
import { commonTexts } from './kit/common-texts.js';
import { settingsSchema } from './kit/settings-json-schema.js';
import { reasonTextsOf } from './kit/channel-texts.js';

/** Every channel there is. A kind of the contracts without its channel does not compile. */
export const channels: Record<ChannelKind, Channel> = { ...all } satisfies Record<ChannelKind, Channel>;

const textsOfKind = ({ texts, providerTexts = {} }: Channel) => [
  ...texts,
  ...Object.values(providerTexts).flat(),
  commonTexts,
];

/** What a kind of channel is called. */
export function channelTitle({ kind, texts }: Channel, language: Language): string {
  return texts[0]?.files[language].title ?? kind;
}

/** What screens need to know of a kind of channel, in one language. */
export function channelKindInfo(channel: Channel, language: Language): Omit<ChannelKindInfo, 'consentRedirectUrl'> {
  const { kind, icon, weight, capabilities, secrets, texts } = channel;
  const title = channelTitle(channel, language);
  return {
    kind,
    title,
    inSentence: texts[0]?.files[language].inSentence ?? title,
    defaultName: channelTitle(channel, 'en'),
    icon: [...icon],
    weight,
    capabilities,
    configSchema: settingsSchema(channel, language),
    secrets: [...secrets],
    texts: reasonTextsOf(textsOfKind(channel), language),
    webhook: channel.verify !== undefined,
  };
}

/** All that any channel may report, by code: for what is written outside the console. */
export const channelTexts = (language: Language): ReasonTexts =>
  reasonTextsOf(Object.values(channels).flatMap(textsOfKind), language);
