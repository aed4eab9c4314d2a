import type { AddHandle, Citizen, DetachHandle } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post, remove } from '../api/client.js';
import { useProblemText } from '../i18n/problem-text.js';
import { toast, toastFailure } from '../shell/toast.js';

/** Everything that shows a person, or is reached through one. */
export function useRefreshPersons() {
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ['citizen', 'citizens', 'case', 'cases', 'reach', 'timeline'].map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [queryClient],
  );
}

/** The verbs of a person. What fails is told; what can be undone says so. */
export function usePerson(id: string) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const refresh = useRefreshPersons();
  const once = { idempotencyKey: undefined };
  const common = {
    onError: (error: unknown) => toastFailure(t('person.failed'), problemText(error)),
    onSettled: () => void refresh(),
  };
  const rename = useMutation({ ...common, mutationFn: (name: string) => patch<Citizen>(`/citizens/${id}`, { name }) });
  const addHandle = useMutation({
    onSettled: common.onSettled,
    mutationFn: (handle: AddHandle) => post<Citizen>(`/citizens/${id}/handles`, handle, once),
  });
  const detachHandle = useMutation({
    onSettled: common.onSettled,
    mutationFn: ({ handleId, ...why }: DetachHandle & { handleId: string }) =>
      post<Citizen>(`/citizens/${id}/handles/${handleId}/detach`, why, once),
  });
  const distinct = useMutation({
    ...common,
    mutationFn: (otherId: string) => post<Citizen>(`/citizens/${id}/distinct`, { otherId }, once),
    onSuccess: () => toast({ message: t('person.keptApart') }),
  });
  const undistinct = useMutation({
    ...common,
    mutationFn: (otherId: string) => remove(`/citizens/${id}/distinct/${otherId}`),
  });
  const unmerge = useMutation({
    ...common,
    mutationFn: (mergeId: string) => post<Citizen>(`/citizens/${id}/unmerge`, { mergeId }, once),
    onSuccess: () => toast({ message: t('person.unmerged') }),
  });
  return { rename, addHandle, detachHandle, distinct, undistinct, unmerge };
}
