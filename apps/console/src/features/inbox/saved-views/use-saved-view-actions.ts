import type { SavedView, SaveView } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

const bodyOf = ({ name, filter, scope, team }: SavedView): SaveView => ({
  ...{ name, filter, scope },
  teamId: team?.id ?? null,
});

/** Returns what is done with a saved view at once; each can be undone. */
export function useSavedViewActs() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();

  const refresh = useCallback(
    () =>
      Promise.all(
        (['saved-views', 'saved-view-counts'] as const).map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [queryClient],
  );
  const attempt = async (name: string, act: () => Promise<unknown>, done?: () => void) => {
    try {
      await act();
      done?.();
    } catch (error) {
      toastFailure(name, problemText(error));
    }
    await refresh();
  };
  const put = (view: SavedView, body: SaveView) => call('updateSavedView', { params: { id: view.id }, body });
  const undoLabel = t('common.toast.undo');

  return {
    refresh,
    /** Replaces what a view keeps by `next`, and says so. */
    change: (view: SavedView, next: Partial<SaveView>) =>
      attempt(
        view.name,
        () => put(view, { ...bodyOf(view), ...next }),
        () =>
          toast({
            message: t('views.changed', { name: next.name ?? view.name }),
            undoLabel,
            undo: () => attempt(view.name, () => put(view, bodyOf(view))),
            about: [`view ${view.id}`],
          }),
      ),
    remove: (view: SavedView, onUndone: () => void) =>
      attempt(
        view.name,
        () => call('deleteSavedView', { params: { id: view.id } }),
        () =>
          toast({
            message: t('views.deleted', { name: view.name }),
            undoLabel,
            undo: () =>
              attempt(
                view.name,
                () => call('restoreSavedView', { params: { id: view.id }, idempotencyKey: undefined }),
                onUndone,
              ),
            about: [`view ${view.id}`],
          }),
      ),
  };
}
