import { Button, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { toast, toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import classes from './case-list-head.module.css';
import { mostUrgentOwnCase } from './most-urgent-own-case.js';

/** What there is to do next: a case that was nobody's and is the agent's now, else the most urgent of their own. */
async function nextToDo() {
  const taken = await call('takeNextCase', { idempotencyKey: crypto.randomUUID() });
  const own = taken ? undefined : await mostUrgentOwnCase((query) => call('listCases', { query }));
  return { taken, own };
}

/** Gives the agent the most urgent case that nobody has, and opens it. Where there is none, it opens the most urgent of their own. */
export function TakeNextButton() {
  const { t } = useTranslation();
  const keys = useShortcutKeys();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const take = useMutation({
    mutationFn: nextToDo,
    onSuccess: ({ taken, own }) => {
      for (const name of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
      const next = taken ?? own;
      if (!next) return toast({ message: t('inbox.noNext') });
      toast({ message: taken ? t('inbox.tookNext', { reference: taken.reference }) : t('inbox.ownNext') });
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'mine', caseId: next.id }, search: {} });
    },
    onError: (error) => toastFailure(t('app.shortcut.takeNext'), problemText(error)),
  });
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
