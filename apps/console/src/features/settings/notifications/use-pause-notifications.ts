import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { notificationPreferencesQuery } from '../../../shared/api/queries.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Has the agent told by nothing but the list until a moment, or no longer (null). */
export function usePauseNotifications() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (until: string | null) => call('pauseNotifications', { body: { until } }),
    onSuccess: (saved) => queryClient.setQueryData(notificationPreferencesQuery.queryKey, saved),
    onError: (error) => toastFailure(t('notificationSettings.saveFailed'), problemText(error)),
  });
}
