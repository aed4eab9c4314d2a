import { Button, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { call } from '../../shared/api/client.js';
import { cachedCase } from '../../shared/cases/cached-case.js';
import { changesOf } from '../../shared/cases/case-change-effects.js';
import { isOpenCase } from '../../shared/cases/case-list-state.js';
import { useUndoResultToast } from '../../shared/cases/use-undo-result-toast.js';
import { toast, toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import { useMayTakeNext } from '../../shared/session/use-may-take-next.js';
import classes from './case-list-head.module.css';
import { mostUrgentOwnCase } from './most-urgent-own-case.js';

/** What there is to do next: a case that was nobody's and is the agent's now, else the most urgent of their own. */
async function nextToDo() {
  const taken = await call('takeNextCase', { idempotencyKey: crypto.randomUUID() });
  const own = taken ? undefined : await mostUrgentOwnCase((query) => call('listCases', { query }));
  return { taken, own };
}

type Taken = NonNullable<Awaited<ReturnType<typeof nextToDo>>['taken']>;

/** Returns a function that gives a case back that was taken, and goes back to where the agent was, unless something was changed since. */
function useGiveBack() {
  const router = useRouter();
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const sayIfUndone = useUndoResultToast();
  return async (taken: Taken, before: string) => {
    const failed = await call('updateCase', {
      params: { id: taken.id },
      body: { assigneeId: null },
      ifMatch: `"${taken.version}"`,
    }).then(
      () => [],
      (error: unknown) => [{ item: taken, error }],
    );
    if (failed.length === 0 && isOpenCase(taken)) router.history.push(before);
    // It was opened meanwhile, which tells whose case it is.
    const item = cachedCase(queryClient, taken.id) ?? { ...taken, citizen: null };
    sayIfUndone([item], failed, { said: t('common.toast.mine', { count: 1 }) });
    for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
    for (const key of ['case', 'timeline'] as const) void queryClient.invalidateQueries({ queryKey: [key, taken.id] });
  };
}

/** Returns a function that says which case was taken, and why that one: what is due may be less urgent than what has a higher priority. */
function useTookWords() {
  const { t } = useTexts();
  return ({ reference, priority, dueAt }: Taken): string => {
    if (priority === 'urgent' || priority === 'high')
      return t('inbox.tookNextPriority', { reference, priority: t(`common.priority.${priority}`).toLocaleLowerCase() });
    return t(dueAt ? 'inbox.tookNextDue' : 'inbox.tookNext', { reference });
  };
}

/** Takes what is next to do, and opens it. */
function useTakeNext() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const giveBack = useGiveBack();
  const tookWords = useTookWords();
  return useMutation({
    mutationFn: nextToDo,
    onSuccess: ({ taken, own }) => {
      for (const name of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
      const next = taken ?? own;
      if (!next) return toast({ message: t('inbox.noNext') });
      const before = router.state.location.href;
      if (taken)
        toast({
          message: tookWords(taken),
          undoLabel: t('common.toast.undo'),
          undo: () => giveBack(taken, before),
          about: changesOf(taken.id, { assigneeId: null }),
        });
      else toast({ message: t('inbox.ownNext') });
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'mine', caseId: next.id }, search: {} });
    },
    onError: (error) => toastFailure(t('app.shortcut.takeNext'), problemText(error)),
  });
}

/**
 * Gives the agent the most urgent case that nobody has in their teams, and opens it. Where there is none, it opens the most urgent of their
 * own.
 */
export const TakeNextButton = () => useMayTakeNext() && <Take />;

function Take() {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const take = useTakeNext();
  useShortcut('takeNext', () => take.mutate(), 'everywhere');
  return (
    <Tooltip label={t('inbox.takeNextKey', { key: keys.keycap('takeNext') })}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={classes.takeNext}
        aria-label={t('app.shortcut.takeNext')}
        aria-keyshortcuts={keys.aria('takeNext')}
        leftSection={<IconPlayerTrackNext size={18} stroke={1.5} aria-hidden />}
        loading={take.isPending}
        onClick={() => take.mutate()}
      >
        {t('inbox.takeNext')}
      </Button>
    </Tooltip>
  );
}
