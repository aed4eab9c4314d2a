import { useQueryClient } from '@tanstack/react-query';
import { isFailure } from '../../../shared/api/failure.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';

/** What follows a change of a domain: the domains are read again, and a failure is shown under the title. */
export function useDomainChangeCallbacks(title: string) {
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return {
    // Whoever closes the question who they are has changed their mind.
    onError: (failure: unknown) => isFailure(failure, 'step-up-required') || toastFailure(title, problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['deliverability'] }),
  };
}
