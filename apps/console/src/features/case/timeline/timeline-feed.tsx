import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { firstForeign, isMarked } from './timeline-marks.js';
import type { TimelineProps } from './timeline-props.js';
import { TimelineRow } from './timeline-row.js';
import classes from './timeline.module.css';
import type { TimelineContent } from './use-amendments-and-folds.js';
import { useMarkAsRead } from './use-mark-as-read.js';
import { useScrollAnchor } from './use-scroll-anchor.js';
import { useTimelineRows } from './use-timeline-rows.js';

interface Props extends TimelineProps {
  content: TimelineContent;
  /** The position at which the timeline opens. */
  target: number;
}

/** What can be scrolled of a timeline: it is drawn anew at each step, and so it draws no more than the rows that came into sight. */
export const TimelineFeed = memo(function Feed({ content, target, ...props }: Props) {
  const { item, firstUnread, at, onRead, onOpen, chosen, onChoose } = props;
  const { t } = useTexts();
  const { agent } = useSession();
  const total = item.lastPosition;
  const { entries, folds, amendments, canceled, invitations, uncertain, pending, openFold } = content;
  const opensAtEnd = !at && firstUnread === undefined;
  const align = opensAtEnd ? 'end' : at === undefined ? 'start' : 'center';
  const firstNew = useMemo(() => firstForeign(entries, firstUnread, agent.id), [entries, firstUnread, agent.id]);
  const { scroller, virtualizer, rows, shapeHeight, lastSeen } = useTimelineRows(content, {
    total,
    target,
    align,
    firstNew,
  });
  const place = useScrollAnchor({
    item,
    content,
    scroller,
    virtualizer,
    target,
    centred: at !== undefined,
    opensAtEnd,
    isAnswering: props.isAnswering,
  });
  useMarkAsRead(lastSeen, item.readPosition, onRead);

  return (
    <>
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
          <div className={classes.window} style={{ paddingTop: rows[0]?.start ?? 0 }}>
            {rows.map(({ index, key }) => {
              const position = index + 1;
              const entry = entries.get(position);
              return (
                <TimelineRow
                  // What takes the place of a shape is another element: nothing has moved for whoever reads.
                  key={entry ? key : `shape ${key}`}
                  position={position}
                  total={total}
                  entry={entry}
                  shapeHeight={shapeHeight}
                  before={entries.get(index)}
                  fold={folds.heads.get(position)}
                  isHidden={folds.hidden.has(position)}
                  isMarked={isMarked(position, firstNew)}
                  isHit={position === at}
                  isChosen={entry && chosen?.has(entry.id)}
                  amendments={entry && amendments.get(entry.id)}
                  standing={entry && invitations.get(entry.id)}
                  isUncertain={entry !== undefined && uncertain.has(entry.id)}
                  isCanceled={entry !== undefined && canceled.has(entry.id)}
                  item={item}
                  measure={virtualizer.measureElement}
                  onFold={openFold}
                  onOpen={onOpen}
                  onChoose={onChoose}
                />
              );
            })}
          </div>
        </div>
      </div>
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
    </>
  );
});
