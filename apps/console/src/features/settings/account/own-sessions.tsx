import { ErrorState, Hint, PageSection, Row, RowDetail, RowList, RowMain, RowName } from '@guichet/ui';
import { Badge, Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { sessionsQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { toastFailure } from '../../../shared/feedback/toast.js';
import { browserName } from '../../../shared/session/browser-name.js';

/** The sessions of the agent, each with a button that ends it. */
export function OwnSessions() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => call('endSession', { params: { id } }),
    onError: (failure) => toastFailure(t('account.endFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <PageSection>
      <h2>{t('account.sessions')}</h2>
      <Hint>{t('account.sessionsHint')}</Hint>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !sessions ? (
        <Skeleton height={60} />
      ) : (
        <RowList>
          {sessions.map((session) => (
            <Row key={session.id}>
              <RowMain>
                <RowName>
                  {session.userAgent ? browserName(session.userAgent) : t('account.unknownBrowser')}
                  {session.current && (
                    <Badge variant="light" tt="none">
                      {t('account.thisOne')}
                    </Badge>
                  )}
                </RowName>
                <RowDetail>
                  {t('account.seen')} <ShortTime at={session.seenAt} /> · {t('account.since')}{' '}
                  <ShortTime at={session.createdAt} />
                </RowDetail>
              </RowMain>
              {!session.current && (
                <Button
                  variant="default"
                  size="xs"
                  loading={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('account.end')}
                </Button>
              )}
            </Row>
          ))}
        </RowList>
      )}
    </PageSection>
  );
}
