import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';

/** Returns what reads anew all that shows a note of a case. */
export function useRefreshNotes(caseId: string) {
  const queryClient = useQueryClient();
  return useCallback(() => {
    for (const name of ['timeline', 'case', 'last-entries', 'shared-draft'] as const)
      void queryClient.invalidateQueries({ queryKey: [name, caseId] });
  }, [queryClient, caseId]);
}

/** Returns what removes a note of a case, and returns whether it did: where it could not, that is said. */
export function useRemoveNote(caseId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const refresh = useRefreshNotes(caseId);
  return useCallback(
    async (entryId: string): Promise<boolean> => {
      try {
        await call('removeNote', { params: { id: caseId, entryId } });
        return true;
      } catch (error) {
        toastFailure(t('case.note.notRemoved'), problemText(error));
        return false;
      } finally {
        refresh();
      }
    },
    [caseId, t, problemText, refresh],
  );
}
