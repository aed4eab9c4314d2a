import { ErrorState } from '@guichet/ui';
import { memo } from 'react';
import { elementBelowToasts } from '../../../shared/feedback/element-below-toasts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { PrintedCase } from '../print/printed-case.js';
import type { TimelineProps } from './timeline-props.js';
import { TimelineFeed } from './timeline-feed.js';
import classes from './timeline.module.css';
import { useAmendmentsAndFolds } from './use-amendments-and-folds.js';
import { useForwardShortcut } from '../message/use-forward-shortcut.js';
import { useReplyLeftBehind } from '../message/use-reply-left-behind.js';
import { useUndoSendShortcut } from '../message/use-undo-send-shortcut.js';

/** The entries of a case, oldest to newest, as long as the case from the start. */
export const Timeline = memo(function Entries(props: TimelineProps) {
  const { item, firstUnread, at } = props;
  const { t } = useTexts();
  const target = at ?? firstUnread ?? item.lastPosition;
  const content = useAmendmentsAndFolds(item, target);
  const { entries, error, refetch } = content;
  useUndoSendShortcut(item.id, entries);
  useReplyLeftBehind(item, entries);
  useForwardShortcut(item, content);

  if (error && entries.size === 0)
    return <ErrorState error={error} what={t('case.timeline.failed')} onRetry={refetch} />;
  return (
    <div ref={elementBelowToasts} className={classes.place}>
      <TimelineFeed {...props} content={content} target={target} />
      <PrintedCase item={item} entries={entries} />
    </div>
  );
});
