import type { CaseDetail, NoteEntry } from '@guichet/contracts';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useRefreshNotes, useRemoveNote } from '../../../shared/cases/use-remove-note.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

type Wording = Pick<NoteEntry, 'id' | 'text' | 'mentions'>;

/** Gives a note another wording, or restores one that was removed. */
export function useEditNote(item: CaseDetail) {
  const refresh = useRefreshNotes(item.id);
  return useMutation({
    mutationFn: ({ id: entryId, text, mentions }: Wording) =>
      call('editNote', { params: { id: item.id, entryId }, body: { text, mentions } }),
    onSettled: refresh,
  });
}

/** Returns functions that restore a note that was removed, and that remove one, with the way back. */
export function useRemoveAndRestoreNote(item: CaseDetail) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const removeNote = useRemoveNote(item.id);
  const edit = useEditNote(item);
  const restore = ({ id, text, mentions }: Wording) =>
    edit.mutateAsync({ id, text, mentions }).then(
      () => undefined,
      (error) => toastFailure(t('case.note.notRestored'), problemText(error)),
    );
  const remove = async (note: Wording) => {
    if (!(await removeNote(note.id))) return;
    toast({
      message: t('case.note.removedToast'),
      undoLabel: t('common.toast.undo'),
      undo: () => restore(note),
      about: [`note ${note.id}`],
    });
  };
  return { remove, restore };
}
