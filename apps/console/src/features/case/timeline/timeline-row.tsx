import type { CaseDetail, Entry } from '@guichet/contracts';
import { Checkbox } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { InvitationStanding } from '../message/invitation-standing.js';
import { dayHeading } from './day-heading.js';
import { ActivityFold } from './activity-line-and-fold.js';
import type { MessageAmendments } from './message-amendments.js';
import { TimelineEntry } from './timeline-entry.js';
import { beginsDay } from './timeline-marks.js';
import classes from './timeline.module.css';

interface ChoosableProps {
  entry: Entry;
  isChosen: boolean;
  onChoose: (entryId: string) => void;
  children: ReactNode;
}

/** While messages are chosen for another case, each has a box before it. */
function Choosable({ entry, isChosen, onChoose, children }: ChoosableProps) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <div className={classes.choosable} data-chosen={isChosen || undefined}>
      <Checkbox
        className={classes.box}
        aria-label={t('case.move.choose', { name: displayName(entry.actor.name), at: formats.dateTime(entry.at) })}
        checked={isChosen}
        onChange={() => onChoose(entry.id)}
      />
      <div className={classes.chosen}>{children}</div>
    </div>
  );
}

function Day({ at }: { at: string }) {
  const { language } = useTexts();
  const formats = useFormats();
  const now = useNow();
  return (
    <h2 className={classes.day}>
      <span>{dayHeading(formats.day(at, now), language)}</span>
    </h2>
  );
}

function UnreadMark() {
  const { t } = useTexts();
  return (
    <p className={classes.unread}>
      <span>{t('case.timeline.unread')}</span>
    </p>
  );
}

interface Props {
  position: number;
  /** The length of the timeline. */
  total: number;
  /** Undefined: it is not loaded yet. */
  entry: Entry | undefined;
  /** Of its shape, in pixels. */
  shapeHeight: number;
  before: Entry | undefined;
  /** The number of activities for which a fold stands here. */
  fold: number | undefined;
  isHidden: boolean;
  /** The mark where reading stood is above it. */
  isMarked: boolean;
  isHit: boolean;
  /** Whether it is chosen for another case; undefined: nothing is being chosen. */
  isChosen: boolean | undefined;
  amendments: MessageAmendments | undefined;
  standing: InvitationStanding | undefined;
  isCanceled: boolean;
  /** It is asked here who has written. */
  isUncertain: boolean;
  item: CaseDetail;
  measure: (element: Element | null) => void;
  onFold: (position: number) => void;
  onOpen: (caseId: string) => void;
  onChoose: (entryId: string) => void;
}

/** One entry of the timeline, or the fold that stands for several activities; drawn anew only where something of it has changed. */
export const TimelineRow = memo(function Row({ position, total, entry, before, fold, isHidden, ...props }: Props) {
  const isChoosable = props.isChosen !== undefined && entry && entry.kind !== 'activity';
  const shown = (
    <TimelineEntry
      entry={entry}
      shapeHeight={props.shapeHeight}
      item={props.item}
      amendments={props.amendments}
      standing={props.standing}
      canceled={props.isCanceled}
      uncertain={props.isUncertain}
      hit={props.isHit}
      onOpen={props.onOpen}
      onMove={props.onChoose}
    />
  );
  return (
    <div
      ref={props.measure}
      data-index={position - 1}
      role="article"
      aria-posinset={position}
      aria-setsize={total}
      className={classes.entry}
    >
      {entry && !isHidden && beginsDay(entry, before) && <Day at={entry.at} />}
      {entry && props.isMarked && <UnreadMark />}
      {!isHidden &&
        (fold !== undefined ? (
          <ActivityFold count={fold} onOpen={() => props.onFold(position)} />
        ) : isChoosable ? (
          <Choosable entry={entry} isChosen={props.isChosen!} onChoose={props.onChoose}>
            {shown}
          </Choosable>
        ) : (
          shown
        ))}
    </div>
  );
});
