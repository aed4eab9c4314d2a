import type { Entry } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintedCase } from '../print/printed-case.js';
import type { TimelineProps } from './timeline-props.js';
import { TimelineRow } from './timeline-row.js';
import classes from './timeline.module.css';
import { useMarkAsRead } from './use-mark-as-read.js';
import { useScrollAnchor } from './use-scroll-anchor.js';
import { useAmendmentsAndFolds, type TimelineContent } from './use-amendments-and-folds.js';
import { useForwardShortcut } from '../message/use-forward-shortcut.js';
import { useUndoSend } from '../message/use-undo-send.js';

/** Below this, everything is in the page, so that the browser's own find sees all of it. */
const WHOLE_UP_TO = 60;
const OVERSCAN = 5;

const heights = { unknown: 120, activity: 32, note: 78, message: 210 } satisfies Record<
  Entry['kind'] | 'unknown',
  number
>;

function useRows(content: TimelineContent, total: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, folds, want } = content;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (folds.hidden.has(index + 1) ? 0 : heights[entries.get(index + 1)?.kind ?? 'unknown']),
    getItemKey: (index) => index + 1,
    overscan: total <= WHOLE_UP_TO ? WHOLE_UP_TO : OVERSCAN,
  });
  const rows = virtualizer.getVirtualItems();
  const from = (rows[0]?.index ?? 0) + 1;
  const to = (rows.at(-1)?.index ?? 0) + 1;
  useEffect(() => want(from, to), [from, to, want]);
  return { scroller, virtualizer, rows, lastSeen: entries.has(to) ? to : 0 };
}

/** The entries of a case, oldest to newest, as long as the case from the start. */
export function Timeline(props: TimelineProps) {
  const { item, firstUnread, at, onRead } = props;
  const { t } = useTranslation();
  const total = item.lastPosition;
  const target = at ?? firstUnread ?? total;
  const content = useAmendmentsAndFolds(item, target);
  const { entries, error, pending, refetch } = content;
  useUndoSend(item.id, entries);
  useForwardShortcut(item, content);
  const { scroller, virtualizer, rows, lastSeen } = useRows(content, total);
  const opensAtEnd = !at && firstUnread === undefined;
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
              <TimelineRow key={key} index={index} measure={virtualizer.measureElement} content={content} {...props} />
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
}
