import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { toast, toastFailure } from '../../shared/feedback/toast.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';

/** Gives the agent the most urgent case that nobody has, and opens it. */
export function TakeNextButton() {
  const { t } = useTranslation();
  const keys = useShortcutKeys();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const take = useMutation({
    mutationFn: () => call('takeNextCase', { idempotencyKey: crypto.randomUUID() }),
    onSuccess: (taken) => {
      for (const name of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
      if (!taken) return toast({ message: t('inbox.noNext') });
      toast({ message: t('inbox.tookNext', { reference: taken.reference }) });
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'mine', caseId: taken.id }, search: {} });
    },
    onError: (error) => toastFailure(t('app.shortcut.takeNext'), problemText(error)),
  });
  useShortcut('takeNext', () => take.mutate(), 'everywhere');
  return (
    <Tooltip label={t('app.shortcut.takeNext')}>
      <ActionIcon
        aria-label={t('app.shortcut.takeNext')}
        aria-keyshortcuts={keys.aria('takeNext')}
        loading={take.isPending}
        onClick={() => take.mutate()}
      >
        <IconPlayerTrackNext size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
