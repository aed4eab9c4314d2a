import type { CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { useAddCaseName } from '../cases/use-add-case-name.js';
import { useRemoveNote } from '../cases/use-remove-note.js';
import { toast } from '../feedback/toast-and-undo.js';
import { dropUndo, pushUndo } from '../feedback/undo-stack.js';
import { useTexts } from '../i18n/use-texts.js';
import { whenStored } from './unconfirmed-entries.js';
import { whenSent } from './when-sent.js';

/** As long as the toast of anything else that is undone. Milliseconds. */
const UNDOABLE = 10_000;

/**
 * Returns what lets the undo key take back a note that was just written, in its turn: before the reply that was sent before it. The note
 * stands in the case, so that no toast says so. One that is on its way is removed as soon as the server has it.
 */
export function useUndoOfNote(item: CaseSummary) {
  const { t } = useTexts();
  const sayWhich = useAddCaseName();
  const remove = useRemoveNote(item.id);
  return useCallback(
    (noteId: string): void => {
      const stored = whenStored(noteId);
      const run = async () => {
        dropUndo(noteId);
        const note = await stored;
        if (note && (await remove(note.id))) toast(sayWhich(t('case.note.removedToast'), [item]));
      };
      pushUndo({ id: noteId, run: () => void run(), at: whenSent(noteId) });
      setTimeout(() => dropUndo(noteId), UNDOABLE);
      // One that the server refuses stands in the composer again.
      void stored.then((note) => note ?? dropUndo(noteId));
    },
    [t, remove, sayWhich, item],
  );
}
