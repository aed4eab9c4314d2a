import type { BulkReplyPreview } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { IconPaperclip } from '@tabler/icons-react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './bulk.module.css';

/** A reply as its citizen would get it. */
export function ReplyPreview({ preview: { channel, to, subject, text, files } }: { preview: BulkReplyPreview }) {
  const { t } = useTexts();
  const channels = useChannelTexts();
  return (
    <>
      <p className={classes.to}>
        <ChannelMark kind={channel} size={14} />
        <bdi>{to.join(', ')}</bdi>
      </p>
      <div className={classes.text} dir="auto">
        {channels.info(channel)?.capabilities.subject && <p className={classes.about}>{subject}</p>}
        {text}
      </div>
      {files.length > 0 && (
        <p className={classes.to}>
          <IconPaperclip size={14} stroke={1.5} aria-label={t('bulk.reply.files')} />
          <bdi>{files.join(', ')}</bdi>
        </p>
      )}
    </>
  );
}
