import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import type { Template } from './use-template.js';
import type { Way } from './use-way.js';

/** What the send button says: why it cannot send, what to read first, or by what it sends. */
export function useSendWords({ kind }: Way, { failure }: Template, open: number, changed: boolean) {
  const { t } = useTranslation();
  const channels = useChannelWords();
  if (open > 0) return t('templates.toFill', { count: open });
  if (failure !== undefined) return t('templates.notRendered');
  if (changed) return t('composer.reviewAndSend');
  return kind ? t('composer.sendBy', { channel: channels.name(kind) }) : t('composer.send');
}
