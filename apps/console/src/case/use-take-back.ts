import type { MessageEntry } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { remove } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { contentOfMessage, restore } from '../composer/restore.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useSession } from '../session/use-session.js';
import { toastFailure } from '../shell/toast.js';

/** Takes back an answer that has not left. */
export function useTakeBack(caseId: string) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  return useMutation({
    mutationFn: ({ id }: MessageEntry) => remove(`/cases/${caseId}/messages/${id}`),
    onSuccess: (_, entry) => {
      const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
      // A stopped one was decided upon by whoever takes it back: it is theirs to mend now.
      if (own || entry.delivery?.status === 'stopped') restore(caseId, contentOfMessage(entry));
    },
    onError: (error) =>
      toastFailure(
        t(isFailure(error, 'already-sent') ? 'delivery.tooLate' : 'delivery.undoFailed'),
        problemText(error),
      ),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
}
