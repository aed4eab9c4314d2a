import type { CaseDetail, NoteEntry } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import {
  mentionables,
  mentionsIn,
  MentionsWithoutAccess,
  NoteField,
  useUnnotifiedMentionsToast,
} from '../../composer/index.js';
import classes from './edit-note-dialog.module.css';
import { useEditNote } from './use-note-changes.js';

interface Props {
  item: CaseDetail;
  entry: NoteEntry;
  onClose: () => void;
}

/** Whom the note mentions, by all names by which it may do so. */
function useMentionedBefore({ mentions }: NoteEntry): ChosenMention[] {
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  return mentionables(agents, teams)
    .filter(({ id }) => mentions.includes(id))
    .flatMap(({ id, name, label }) => [name, label].map((one) => ({ id, label: one })));
}

/**
 * Gives an own note another wording. Whoever it comes to mention is notified; the earlier wording can still be read. Closing asks
 * first where the wording would be lost.
 */
export function EditNoteDialog({ item, entry, onClose }: Props) {
  const { t } = useTexts();
  const [text, setText] = useState(entry.text);
  const [added, setAdded] = useState<readonly ChosenMention[]>([]);
  const chosen = [...useMentionedBefore(entry), ...added];
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const edit = useEditNote(item);
  const sayNotNotified = useUnnotifiedMentionsToast();
  const readers = item.restriction?.agents;
  const isChanged = text.trim() !== entry.text;
  const save = async () => {
    const { cannotSee } = await edit.mutateAsync({
      ...{ id: entry.id, text: text.trim() },
      mentions: mentionsIn(text, { chosen, agents, teams }),
    });
    onClose();
    sayNotNotified(cannotSee);
  };
  return (
    <FormDialog
      title={t('case.note.editTitle')}
      size={640}
      error={edit.error}
      submit={t('case.note.save')}
      pending={edit.isPending}
      disabled={text.trim() === '' || !isChanged}
      // What went wrong stands in the dialog.
      onSubmit={() => void save().catch(() => undefined)}
      onClose={onClose}
    >
      <div className={classes.note}>
        <NoteField
          caseId={item.id}
          value={text}
          caret
          readers={readers}
          onChange={(next, mention) => {
            setText(next);
            if (mention) setAdded((before) => [...before, mention]);
          }}
        />
      </div>
      {!readers && <MentionsWithoutAccess caseId={item.id} text={text} chosen={chosen} />}
    </FormDialog>
  );
}
