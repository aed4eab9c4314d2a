import type { CaseDetail, Entry, NoteEntry } from '@guichet/contracts';
import { PersonAvatar } from '@guichet/ui';
import { IconLock } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { TextShape } from '../../../shared/layout/text-shape.js';
import type { MessageAmendments } from './message-amendments.js';
import classes from './timeline-entry.module.css';
import { ActivityLine } from './activity-line-and-fold.js';
import { NoteBody } from '../note/note-body.js';
import { NoteMenu } from '../note/note-menu.js';
import type { InvitationStanding } from '../message/invitation-standing.js';
import { TimelineMessage } from '../message/timeline-message.js';

interface Props {
  entry: Entry | undefined;
  /** Of its shape until it has come, in pixels. */
  shapeHeight: number;
  item: CaseDetail;
  amendments?: MessageAmendments;
  standing?: InvitationStanding;
  canceled?: boolean;
  /** It is asked here who has written. */
  uncertain?: boolean;
  /** The search hit that the case was opened for. */
  hit?: boolean;
  onOpen: (caseId: string) => void;
  onMove: (entryId: string) => void;
}

function noteWord({ handover, sharedDraftId }: NoteEntry, t: TFunction): string {
  if (handover) return t('case.handover.note', handover);
  return t(sharedDraftId ? 'case.draftComment' : 'common.note');
}

function NoteBlock({ entry, item, hit, canceled }: { entry: NoteEntry } & Pick<Props, 'item' | 'hit' | 'canceled'>) {
  const { t } = useTexts();
  const { actor } = entry;
  const macro = actor.kind === 'agent' ? actor.macro : undefined;
  const noteBy = macro ? t('case.activity.byMacro', { said: actor.name, name: macro }) : actor.name;
  return (
    <section
      className={classes.note}
      data-hit={hit || undefined}
      data-canceled={canceled || undefined}
      data-removed={entry.removedAt !== undefined || undefined}
    >
      <header className={classes.noteHead}>
        <span className={classes.noteWord}>
          <IconLock size={14} stroke={2} aria-hidden />
          {noteWord(entry, t)}
          {canceled && ` · ${t('case.handover.takenBack')}`}
        </span>
        <PersonAvatar name={entry.actor.name} size={20} />
        <bdi className={classes.noteName}>{noteBy}</bdi>
        <ShortTime at={entry.at} className={classes.noteTime} />
        <NoteMenu entry={entry} item={item} />
      </header>
      <NoteBody entry={entry} />
    </section>
  );
}

const UNLOADED = [
  { height: 12, width: '30%' },
  { height: 10, width: '85%' },
  { height: 10, width: '60%' },
];

/** Shows one entry of the timeline by its kind: a message, a note or an activity. */
export const TimelineEntry = memo(function EntryView({ entry, shapeHeight, item, ...shown }: Props) {
  if (!entry) return <TextShape className={classes.unloaded} style={{ height: shapeHeight }} lines={UNLOADED} />;
  if (entry.kind === 'activity') return <ActivityLine entry={entry} item={item} onOpen={shown.onOpen} />;
  if (entry.kind === 'note') return <NoteBlock entry={entry} item={item} hit={shown.hit} canceled={shown.canceled} />;
  return <TimelineMessage entry={entry} item={item} {...shown} />;
});
