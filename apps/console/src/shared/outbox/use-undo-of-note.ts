import type { CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { useAddCaseName } from '../cases/use-add-case-name.js';
import { useRemoveNote } from '../cases/use-remove-note.js';
import { useDrafts } from '../drafts/agent-drafts.js';
import { draftKey, type DraftContent } from '../drafts/draft-content.js';
import { toast } from '../feedback/toast-and-undo.js';
import { dropUndo, pushUndo } from '../feedback/undo-stack.js';
import { awaitField, stopWaiting } from '../keyboard/shortcut-listener.js';
import { useTexts } from '../i18n/use-texts.js';
import { whenStored } from './unconfirmed-entries.js';
import { whenSent } from './when-sent.js';

/** As long as the toast of anything else that is undone. Milliseconds. */
const UNDOABLE = 10_000;

/**
 * Returns what lets the undo key take back a note that was just written, in its turn: before the reply that was sent before it. The note
 * stands in the case, so that no toast says so. One that is on its way is removed as soon as the server has it. Its words stand in the
 * composer again, as those of a reply do, and what is typed next is for them; its files stay with the note that was removed.
 */
export function useUndoOfNote(item: CaseSummary) {
  const { t } = useTexts();
  const sayWhich = useAddCaseName();
  const remove = useRemoveNote(item.id);
  const drafts = useDrafts();
  return useCallback(
    (noteId: string, content: DraftContent): void => {
      const stored = whenStored(noteId);
      const run = async () => {
        dropUndo(noteId);
        // Of a case that was left, they stand there when it is opened again.
        if (location.pathname.split('/').includes(item.id)) awaitField();
        const note = await stored;
        // One that could not be written stands there already, and says so.
        if (!note) return;
        if (!(await remove(note.id))) return stopWaiting();
        drafts.restore(draftKey(item.id, 'note'), { ...content, attachments: [] });
        toast(sayWhich(t('case.note.removedToast'), [item]));
      };
      pushUndo({ id: noteId, run: () => void run(), at: whenSent(noteId) });
      setTimeout(() => dropUndo(noteId), UNDOABLE);
      // One that the server refuses stands in the composer again.
      void stored.then((note) => note ?? dropUndo(noteId));
    },
    [t, remove, drafts, sayWhich, item],
  );
}
