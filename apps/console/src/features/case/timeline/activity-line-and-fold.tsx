import type { CaseDetail, ActivityEntry } from '@guichet/contracts';
import { IconAlertTriangle, IconArrowsExchange, IconClockExclamation, IconPoint } from '@tabler/icons-react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './activity-line-and-fold.module.css';
import { useActivityText } from './use-activity-text.js';
import { SideConversationCard } from '../side/side-conversation-card.js';
import { useUndoMove } from '../merge-and-move/use-undo-move.js';

type Moved = Extract<ActivityEntry['activity'], { type: 'moved' }>;
interface Props {
  entry: ActivityEntry;
  item: CaseDetail;
  onOpen: (caseId: string) => void;
}

/** The way to the other case, and back from it while that is possible. */
function MovedCommands({
  activity,
  item,
  onOpen,
}: {
  activity: Moved;
  item: CaseDetail;
  onOpen: (caseId: string) => void;
}) {
  const { t } = useTexts();
  const undo = useUndoMove(item);
  const standing = item.moves.some((move) => move.id === activity.moveId);
  return (
    <>
      {activity.caseId && activity.caseId !== item.id && (
        <button type="button" className={classes.fold} onClick={() => onOpen(activity.caseId!)}>
          {t('case.move.open')}
        </button>
      )}
      {standing && (
        <button
          type="button"
          className={classes.fold}
          disabled={undo.isPending}
          onClick={() => undo.mutate({ moveId: activity.moveId })}
        >
          {t('common.toast.undo')}
        </button>
      )}
    </>
  );
}

/** An activity of the timeline as one grey line; that somebody was asked opens to what was written. */
export function ActivityLine(props: Props) {
  const { activity } = props.entry;
  if (activity.type !== 'side-conversation' || activity.what !== 'asked') return <Line {...props} />;
  const { sideConversationId } = activity;
  return <SideConversationCard {...props} sideConversationId={sideConversationId} fallback={<Line {...props} />} />;
}

function Line({ entry, item, onOpen }: Props) {
  const { t } = useTexts();
  const text = useActivityText()(entry);
  const { activity } = entry;
  const failed =
    (activity.type === 'receipt' && ['failed', 'unknown', 'blocked'].includes(activity.status)) ||
    (activity.type === 'sla-threshold' && activity.threshold >= 100) ||
    (activity.type === 'side-conversation' && activity.what === 'not-delivered') ||
    activity.type === 'glass-broken';
  return (
    <p className={classes.activity} data-failed={failed || undefined}>
      {activity.type === 'sla-threshold' ? (
        <IconClockExclamation size={14} stroke={1.75} aria-hidden />
      ) : failed ? (
        <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      ) : activity.type === 'moved' ? (
        <IconArrowsExchange size={14} stroke={1.5} aria-hidden />
      ) : (
        <IconPoint size={14} stroke={1.5} aria-hidden />
      )}
      <span className={classes.said}>
        <bdi>{text}</bdi>
        {entry.movedFrom && (
          <>
            {' '}
            <button type="button" className={classes.origin} onClick={() => onOpen(entry.movedFrom!.caseId)}>
              {t('case.activity.movedFrom', { reference: entry.movedFrom.reference })}
            </button>
          </>
        )}
      </span>
      {activity.type === 'moved' && <MovedCommands activity={activity} item={item} onOpen={onOpen} />}
      <ShortTime at={entry.at} className={classes.time} />
    </p>
  );
}

/** A button that stands for several activities and shows them. */
export function ActivityFold({ count, onOpen }: { count: number; onOpen: () => void }) {
  const { t } = useTexts();
  return (
    <p className={classes.activity}>
      <IconPoint size={14} stroke={1.5} aria-hidden />
      <button type="button" className={classes.fold} onClick={onOpen}>
        {t('case.activity.folded', { count })}
      </button>
    </p>
  );
}
