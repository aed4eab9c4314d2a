import type { Entry } from '@guichet/contracts';
import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { startOfDay, useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useSession } from '../../../shared/session/use-session.js';
import { ActivityFold } from './activity-line.js';
import { TimelineEntry } from './timeline-entry.js';
import type { TimelineProps } from './timeline-props.js';
import classes from './timeline.module.css';
import type { TimelineContent } from './use-amendments-and-folds.js';

type Choice = Pick<TimelineProps, 'chosen' | 'onChoose'>;

/** While messages are chosen for another case, each has a box before it. */
function Choosable({ entry, chosen, onChoose, children }: Choice & { entry: Entry | undefined; children: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!chosen || !entry || entry.kind === 'activity') return children;
  return (
    <div className={classes.choosable} data-chosen={chosen.has(entry.id) || undefined}>
      <Checkbox
        className={classes.box}
        aria-label={t('case.move.choose', { name: entry.actor.name, at: formats.dateTime(entry.at) })}
        checked={chosen.has(entry.id)}
        onChange={() => onChoose(entry.id)}
      />
      <div className={classes.chosen}>{children}</div>
    </div>
  );
}

/** Returns the first position from `first` on up to `last` that is not the reader's own; `last` where all before it are. */
function firstForeign(first: number | undefined, last: number, isOwn: (position: number) => boolean) {
  if (first === undefined || first > last) return undefined;
  let at = first;
  while (at < last && isOwn(at)) at += 1;
  return at;
}

/** The day, where one begins, and the mark where reading stood. */
function Separators({ position, content, firstUnread }: Pick<Props, 'content' | 'firstUnread'> & { position: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { agent } = useSession();
  const entry = content.entries.get(position);
  if (!entry) return null;
  // What the reader has done is not new to them: the mark stands above what comes after.
  const isOwn = (at: number) => {
    const actor = content.entries.get(at)?.actor;
    return actor?.kind === 'agent' && actor.id === agent.id;
  };
  const isFirstNew = position === firstForeign(firstUnread, position, isOwn) && !isOwn(position);
  const before = content.entries.get(position - 1);
  const newDay = position === 1 || (before && startOfDay(before.at) !== startOfDay(entry.at));
  return (
    <>
      {newDay && !content.folds.hidden.has(position) && (
        <h2 className={classes.day}>
          <span>{formats.day(entry.at, now)}</span>
        </h2>
      )}
      {isFirstNew && position > 1 && (
        <p className={classes.unread}>
          <span>{t('case.timeline.unread')}</span>
        </p>
      )}
    </>
  );
}

interface Props extends TimelineProps {
  index: number;
  measure: (element: Element | null) => void;
  content: TimelineContent;
}

/** One entry of the timeline, or the fold that stands for several activities. */
export function TimelineRow({ index, measure, content, item, at, onOpen, ...props }: Props) {
  const position = index + 1;
  const { entries, folds, amendments, canceled, invitations, openFold } = content;
  const entry = entries.get(position);
  const folded = folds.heads.get(position);
  const shown =
    folded !== undefined ? (
      <ActivityFold count={folded} onOpen={() => openFold(position)} />
    ) : (
      <Choosable entry={entry} chosen={props.chosen} onChoose={props.onChoose}>
        <TimelineEntry
          entry={entry}
          item={item}
          amendments={entry && amendments.get(entry.id)}
          standing={entry && invitations.get(entry.id)}
          canceled={entry ? canceled.has(entry.id) : false}
          hit={position === at}
          onOpen={onOpen}
          onMove={props.onChoose}
        />
      </Choosable>
    );
  return (
    <div
      ref={measure}
      data-index={index}
      role="article"
      aria-posinset={position}
      aria-setsize={item.lastPosition}
      className={classes.entry}
    >
      <Separators position={position} content={content} firstUnread={props.firstUnread} />
      {!folds.hidden.has(position) && shown}
    </div>
  );
}
