import type { ChannelKind, ChannelKindInfo } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { channelKindsQuery } from '../api/queries.js';

/**
 * What the title of a channel is called within a sentence ("by mail"). A title that is not here is a proper name and
 * stands as the channel has it, so a new channel works before it is translated.
 */
const common: Partial<Record<string, { en: string; fr: string }>> = {
  Mail: { en: 'mail', fr: 'courriel' },
  'Web chat': { en: 'chat', fr: 'chat' },
  Phone: { en: 'phone', fr: 'téléphone' },
  Counter: { en: 'counter', fr: 'guichet' },
  Post: { en: 'post', fr: 'courrier' },
  'Other system': { en: 'other system', fr: 'autre système' },
};

function titleWithin(title: string, language: string) {
  const word = common[title];
  return word ? (language === 'fr' ? word.fr : word.en) : title;
}

const capital = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase());

const none: ChannelKindInfo[] = [];
/** The names of the kinds of channel, as their channels give them. */
export function useChannelWords() {
  const { i18n } = useTranslation();
  const { data: kinds = none } = useQuery(channelKindsQuery);
  const name = useCallback(
    (kind: ChannelKind) => titleWithin(kinds.find((info) => info.kind === kind)?.title ?? kind, i18n.language),
    [kinds, i18n.language],
  );
  const title = useCallback((kind: ChannelKind) => capital(name(kind)), [name]);
  /** The kind of channel itself, with what it can do. */
  const info = useCallback((kind: ChannelKind | undefined) => kinds.find((one) => one.kind === kind), [kinds]);
  /** An account made without anybody's naming it has the title of its channel, which the reader knows in their language. */
  const account = (of: { kind: ChannelKind; name: string }) =>
    of.name === info(of.kind)?.title ? title(of.kind) : of.name;
  return { name, title, info, account, kinds };
}
