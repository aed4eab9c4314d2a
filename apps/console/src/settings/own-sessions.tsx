import { Badge, Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { remove } from '../api/client.js';
import { sessionsQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/problem-text.js';
import { When } from '../i18n/when.js';
import { toastFailure } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import { browserName } from './browser-name.js';
import classes from './settings.module.css';

/** Where one is signed in, and the way to end it. */
export function OwnSessions() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => remove(`/sessions/${id}`),
    onError: (failure) => toastFailure(t('account.endFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <section className={classes.part}>
      <h2>{t('account.sessions')}</h2>
      <p className={classes.hint}>{t('account.sessionsHint')}</p>
      {error ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : !sessions ? (
        <Skeleton height={60} />
      ) : (
        <ul className={classes.rows}>
          {sessions.map((session) => (
            <li key={session.id} className={classes.row}>
              <div className={classes.main}>
                <div className={classes.name}>
                  {session.userAgent ? browserName(session.userAgent) : t('account.unknownBrowser')}
                  {session.current && (
                    <Badge variant="light" tt="none">
                      {t('account.thisOne')}
                    </Badge>
                  )}
                </div>
                <div className={classes.sub}>
                  {t('account.seen')} <When at={session.seenAt} /> · {t('account.since')}{' '}
                  <When at={session.createdAt} />
                </div>
              </div>
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
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
