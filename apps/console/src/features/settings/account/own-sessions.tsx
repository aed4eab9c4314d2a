import { ErrorState, Hint, PageSection } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { sessionsQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SessionRows } from '../../../shared/session/session-rows.js';

/** The sessions of the agent, each with a button that ends it, and one that ends all others. */
export function OwnSessions() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const outcome = {
    // Whoever closes the question who they are has changed their mind.
    onError: (failure: unknown) =>
      isFailure(failure, 'step-up-required') || toastFailure(t('account.endFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  };
  const end = useMutation({ mutationFn: (id: string) => call('endSession', { params: { id } }), ...outcome });
  const endOthers = useMutation({ mutationFn: () => call('endOtherSessions'), ...outcome });
  const others = sessions?.filter(({ current }) => !current).length ?? 0;
  return (
    <PageSection>
      <h2>{t('account.sessions')}</h2>
      <Hint>{t('account.sessionsHint')}</Hint>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !sessions ? (
        <Skeleton height={60} />
      ) : (
        <SessionRows
          sessions={sessions}
          ending={end.isPending ? end.variables : undefined}
          onEnd={(id) => end.mutate(id)}
        />
      )}
      {others > 1 && (
        <Button variant="default" mt="md" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('account.endOthers', { count: others })}
        </Button>
      )}
    </PageSection>
  );
}
