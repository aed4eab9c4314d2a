import { useTranslation } from 'react-i18next';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import type { SendStatus } from './send-status.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Returns the label of the send button: why it cannot send, what to review first, or the channel. */
export function useSendLabel({
  route: { kind },
  template: { failure },
  status: { toFill, lacksDocument },
  changed,
  asked,
}: {
  route: RouteChoice;
  template: ReplyTemplate;
  status: Pick<SendStatus, 'toFill' | 'lacksDocument'>;
  changed: boolean;
  /** The agent has been asked to look at what has changed. */
  asked: boolean;
}) {
  const { t } = useTranslation();
  const channels = useChannelTexts();
  if (toFill > 0) return t('composer.template.toFill', { count: toFill });
  if (lacksDocument) return t('composer.template.attachDocument');
  if (failure !== undefined) return t('composer.template.notRendered');
  if (changed) return t(asked ? 'composer.sendAnyway' : 'composer.reviewAndSend');
  return kind ? t('composer.sendBy', { channel: channels.name(kind) }) : t('composer.send');
}
