import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { SendOptions } from './send-options-menu.js';
import type { SendStatus } from './what-prevents-sending.js';
import type { ReplyTemplate } from '../templates/use-reply-template.js';
import type { RouteChoice } from '../reply-routes/use-reply-route.js';

/** Returns the label of the send button: why it cannot send, what to review first, or the channel. */
export function useSendLabel({
  route: { kind },
  template: { failure },
  status: { toFill, lacksDocument },
  changed,
  asked,
  options,
}: {
  route: RouteChoice;
  template: ReplyTemplate;
  status: Pick<SendStatus, 'toFill' | 'lacksDocument'>;
  changed: boolean;
  /** The agent has been asked to look at what has changed. */
  asked: boolean;
  /** How the reply leaves then. */
  options: SendOptions;
}) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  const formats = useFormats();
  if (toFill > 0) return t('composer.template.toFill', { count: toFill });
  if (lacksDocument) return t('composer.template.attachDocument');
  if (failure !== undefined) return t('composer.template.notRendered');
  if (changed && !asked) return t('composer.reviewAndSend');
  if (changed && options.sendAt) return t('composer.scheduleAnyway', { at: formats.dateTime(options.sendAt) });
  if (changed) return t(options.closing ? 'composer.sendAnywayAndClose' : 'composer.sendAnyway');
  return kind ? t('composer.sendBy', { channel: channels.name(kind) }) : t('composer.send');
}
