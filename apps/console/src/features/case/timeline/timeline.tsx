import { ErrorState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintedCase } from '../print/printed-case.js';
import type { TimelineProps } from './timeline-props.js';
import { TimelineRow } from './timeline-row.js';
import classes from './timeline.module.css';
import { useMarkAsRead } from './use-mark-as-read.js';
import { useScrollAnchor } from './use-scroll-anchor.js';
import { useAmendmentsAndFolds } from './use-amendments-and-folds.js';
import { useTimelineRows } from './use-timeline-rows.js';
import { useForwardShortcut } from '../message/use-forward-shortcut.js';
import { useUndoSend } from '../message/use-undo-send.js';

/** The entries of a case, oldest to newest, as long as the case from the start. */
export const Timeline = memo(function Feed(props: TimelineProps) {
  const { item, firstUnread, at, onRead } = props;
  const { t } = useTranslation();
  const total = item.lastPosition;
  const target = at ?? firstUnread ?? total;
  const content = useAmendmentsAndFolds(item, target);
  const { entries, error, pending, refetch } = content;
  useUndoSend(item.id, entries);
  useForwardShortcut(item, content);
  const opensAtEnd = !at && firstUnread === undefined;
  const align = opensAtEnd ? 'end' : at === undefined ? 'start' : 'center';
  const { scroller, virtualizer, rows, lastSeen } = useTimelineRows(content, { total, target, align });
  const place = useScrollAnchor({
    item,
    content,
    scroller,
    virtualizer,
    target,
    centred: at !== undefined,
    opensAtEnd,
  });
  useMarkAsRead(lastSeen, item.readPosition, onRead);

  if (error && entries.size === 0)
    return <ErrorState error={error} what={t('case.timeline.failed')} onRetry={refetch} />;
  return (
    <div className={classes.place}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="feed"
        aria-label={t('case.timeline.label')}
        aria-busy={pending}
        tabIndex={0}
        {...place.handlers}
      >
        <div ref={place.list} className={classes.content} style={{ height: virtualizer.getTotalSize() }}>
          <div className={classes.window} style={{ transform: `translateY(${rows[0]?.start ?? 0}px)` }}>
            {rows.map(({ index, key }) => (
              <TimelineRow
                // What takes the place of a shape is another element: nothing has moved for whoever reads.
                key={entries.has(index + 1) ? key : `shape ${key}`}
                index={index}
                measure={virtualizer.measureElement}
                content={content}
                {...props}
              />
            ))}
          </div>
        </div>
      </div>
      <PrintedCase item={item} entries={entries} />
      {place.below > 0 && (
        <Button
          className={classes.below}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} stroke={2} />}
          onClick={place.toEnd}
        >
          {t('case.timeline.below', { count: place.below })}
        </Button>
      )}
    </div>
  );
});
