import type { SideMessage } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ExpandableText } from '../message/expandable-text.js';
import { MessageAttachments } from '../message/message-attachments.js';
import { TextWithLinks } from '../message/text-with-links.js';
import classes from './side-conversation-card.module.css';
import type { useRetrySide } from './side-queries.js';

interface Place {
  sideId: string;
  /** Null where nobody may. */
  retry: ReturnType<typeof useRetrySide> | null;
}

/** Messages of which nobody will hear any more, if nobody acts. */
export const hasNotArrived = ({ delivery }: SideMessage): boolean =>
  delivery?.status === 'failed' || delivery?.status === 'unknown';

function DeliveryLine({ message, sideId, retry }: Place & { message: SideMessage }) {
  const { t } = useTexts();
  const { delivery } = message;
  const reasonText = useChannelReason();
  if (!delivery) return null;
  const hasFailed = hasNotArrived(message);
  const reason = hasFailed && delivery.reason ? reasonText(delivery.reason) : '';
  return (
    <div className={classes.deliveryLine}>
      <p className={`${classes.delivery} ${hasFailed ? classes.failed : ''}`}>
        {[t(`case.delivery.${delivery.status}`), reason].filter(Boolean).join(' · ')}
      </p>
      {hasFailed && retry && (
        <Button
          size="compact-sm"
          variant="default"
          loading={retry.isPending}
          onClick={() => retry.mutate({ sideId, messageId: message.id })}
        >
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

function Message({ message, ...place }: Place & { message: SideMessage }) {
  const { t } = useTexts();
  const { from, flags } = message;
  const files = message.attachments.filter(({ inline }) => !inline);
  return (
    <li className={classes.message}>
      <div className={classes.messageHead}>
        <bdi className={classes.author}>{message.author}</bdi>
        {from && from.value !== message.author && <bdi className={classes.address}>{from.value}</bdi>}
        <ShortTime at={message.at} className={classes.time} />
      </div>
      {flags.includes('third-party') && <p className={classes.stranger}>{t('case.side.otherSender')}</p>}
      <div className={classes.text} dir="auto">
        <TextWithLinks text={message.text || t('case.message.noText')} />
      </div>
      {message.quoted && (
        <ExpandableText label={t('case.message.showQuoted')}>
          <div className={classes.text} dir="auto">
            <TextWithLinks text={message.quoted} />
          </div>
        </ExpandableText>
      )}
      {files.length > 0 && <MessageAttachments files={files} />}
      <DeliveryLine message={message} {...place} />
    </li>
  );
}

/** The messages of a side conversation, oldest first. */
export function SideMessages({ messages, ...place }: Place & { messages: readonly SideMessage[] }) {
  return (
    <ol className={classes.messages}>
      {messages.map((message) => (
        <Message key={message.id} message={message} {...place} />
      ))}
    </ol>
  );
}
