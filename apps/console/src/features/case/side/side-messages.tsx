import type { SideMessage } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useMay } from '../../../shared/session/use-session.js';
import { ExpandableText } from '../message/expandable-text.js';
import { MessageAttachments } from '../message/message-attachments.js';
import { TextWithLinks } from '../message/text-with-links.js';
import { useRetrySide } from './side-queries.js';
import classes from './side-conversation-card.module.css';

interface Props {
  caseId: string;
  sideId: string;
}

function DeliveryLine({ message, caseId, sideId }: Props & { message: SideMessage }) {
  const { t } = useTranslation();
  const may = useMay();
  const reasonText = useChannelReason();
  const retry = useRetrySide(caseId);
  const { delivery } = message;
  if (!delivery) return null;
  const hasFailed = delivery.status === 'failed' || delivery.status === 'unknown';
  const reason = hasFailed && delivery.reason ? reasonText(delivery.reason) : '';
  return (
    <p className={`${classes.delivery} ${hasFailed ? classes.failed : ''}`}>
      {[t(`case.delivery.${delivery.status}`), reason].filter(Boolean).join(' · ')}
      {hasFailed && may('case.reply') && (
        <Button
          size="compact-sm"
          variant="default"
          ml={8}
          loading={retry.isPending}
          onClick={() => retry.mutate({ sideId, messageId: message.id })}
        >
          {t('common.retry')}
        </Button>
      )}
    </p>
  );
}

function Message({ message, ...place }: Props & { message: SideMessage }) {
  const { t } = useTranslation();
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
export function SideMessages({ messages, ...place }: Props & { messages: readonly SideMessage[] }) {
  return (
    <ol className={classes.messages}>
      {messages.map((message) => (
        <Message key={message.id} message={message} {...place} />
      ))}
    </ol>
  );
}
