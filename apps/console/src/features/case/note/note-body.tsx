import type { NoteEntry } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ExpandableText } from '../message/expandable-text.js';
import { MessageAttachments } from '../message/message-attachments.js';
import { NoteText } from '../timeline/note-text.js';
import classes from './note-body.module.css';

/**
 * A note as its author last left it. Earlier and removed wordings can be expanded, as those of messages;
 * with a removed one, its files.
 */
export function NoteBody({ entry }: { entry: NoteEntry }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { earlier = [], removedAt } = entry;
  const files = entry.attachments && (
    <div className={classes.files}>
      <MessageAttachments files={entry.attachments} />
    </div>
  );
  const until = earlier.at(-1)?.until;
  return (
    <>
      {removedAt === undefined && (
        <div className={classes.text} dir="auto">
          <NoteText entry={entry} />
        </div>
      )}
      {removedAt === undefined && files}
      {until !== undefined && (
        <ExpandableText
          label={
            removedAt === undefined
              ? t('case.note.edited', { at: formats.dateTime(until) })
              : t('case.note.removed', { at: formats.dateTime(removedAt) })
          }
        >
          {earlier.map((wording) => (
            <div key={wording.until} className={classes.text} dir="auto">
              <NoteText entry={wording} />
            </div>
          ))}
          {removedAt !== undefined && files}
        </ExpandableText>
      )}
    </>
  );
}
