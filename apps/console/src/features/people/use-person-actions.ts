import type { AddHandle, DetachHandle } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../shared/api/client.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { toast, toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/** Everything that shows a person, or is reached through one. */
export function useRefreshPersons() {
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        (['citizen', 'citizens', 'case', 'cases', 'reach', 'timeline'] as const).map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [queryClient],
  );
}

/** Returns functions that change a person. Failures are shown; what can be undone has a button for it. */
export function usePersonActions(id: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const refresh = useRefreshPersons();
  const once = { idempotencyKey: undefined };
  const common = {
    onError: (error: unknown) => toastFailure(t('people.failed'), problemText(error)),
    onSettled: () => void refresh(),
  };
  const rename = useMutation({
    ...common,
    mutationFn: (name: string) => call('updateCitizen', { params: { id }, body: { name } }),
  });
  const addHandle = useMutation({
    onSettled: common.onSettled,
    mutationFn: (handle: AddHandle) => call('addHandle', { params: { id }, body: handle, ...once }),
  });
  const detachHandle = useMutation({
    onSettled: common.onSettled,
    mutationFn: ({ handleId, ...why }: DetachHandle & { handleId: string }) =>
      call('detachHandle', { params: { id, handleId }, body: why, ...once }),
  });
  const distinct = useMutation({
    ...common,
    mutationFn: (otherId: string) => call('markDistinct', { params: { id }, body: { otherId }, ...once }),
    onSuccess: () => toast({ message: t('people.keptApart') }),
  });
  const undistinct = useMutation({
    ...common,
    mutationFn: (otherId: string) => call('unmarkDistinct', { params: { id, otherId } }),
  });
  const unmerge = useMutation({
    ...common,
    mutationFn: (mergeId: string) => call('unmergeCitizen', { params: { id }, body: { mergeId }, ...once }),
    onSuccess: () => toast({ message: t('people.unmerged') }),
  });
  const allowSurveys = useMutation({
    ...common,
    mutationFn: () => call('allowSurveys', { params: { id } }),
    onSuccess: () => toast({ message: t('people.surveysAllowed') }),
  });
  return { rename, addHandle, detachHandle, distinct, undistinct, unmerge, allowSurveys };
}
