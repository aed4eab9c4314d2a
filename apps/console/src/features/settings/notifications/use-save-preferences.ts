import type { NotificationPreferences, OwnNotificationPreferences } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { notificationPreferencesQuery } from '../../../shared/api/queries.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

const { queryKey } = notificationPreferencesQuery;

const chosenIn = ({ choices, sound, quiet, digest }: OwnNotificationPreferences): NotificationPreferences => ({
  ...{ choices, sound, quiet, digest },
});

/** Returns how a choice is saved: at once here, then on the server, one after the other. What fails is taken back. */
export function useSavePreferences() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    // Two clicks in a row must not overtake each other: each sends all that is chosen by then.
    scope: { id: 'notification-preferences' },
    mutationFn: (body: NotificationPreferences) => call('saveNotificationPreferences', { body }),
    onError: (error) => toastFailure(t('notificationSettings.saveFailed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return (change: Partial<NotificationPreferences>) => {
    const before = queryClient.getQueryData(queryKey);
    if (!before) return;
    void queryClient.cancelQueries({ queryKey });
    const after = { ...before, ...change };
    queryClient.setQueryData(queryKey, after);
    mutate(chosenIn(after));
  };
}
