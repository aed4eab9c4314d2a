import type { QuarantinedEnvelope } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconCheck, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, call } from '../../shared/api/client.js';
import { quarantineQuery } from '../../shared/api/queries.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useMay } from '../../shared/session/use-session.js';
import { toast, toastFailure } from '../../shared/feedback/toast.js';
import classes from './quarantine-page.module.css';

/** Reasons to which a parser's own words add something. They are meant for whoever operates the server, and are English. */
const unexpected: readonly string[] = ['unparsable', 'too-slow', 'too-big', 'failed-repeatedly'];

function QuarantinedMessage({ item }: { item: QuarantinedEnvelope }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => call('replayEnvelope', { params: { id: item.id }, idempotencyKey: undefined }),
    onSuccess: () => toast({ message: t('quarantine.replayed') }),
    onError: (error) => toastFailure(t('quarantine.replayFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['quarantine'] });
      void queryClient.invalidateQueries({ queryKey: ['counts'] });
    },
  });
  return (
    <li className={classes.message}>
      <div className={classes.words}>
        <h2>
          <bdi>{item.subject || t('common.noSubject')}</bdi>
        </h2>
        <p className={classes.reason}>{t(`quarantine.reason.${item.reason}`)}</p>
        {unexpected.includes(item.reason) && (
          <p className={classes.detail}>
            {t('quarantine.technical')}{' '}
            <span lang="en" dir="auto">
              {item.detail}
            </span>
          </p>
        )}
        <p className={classes.facts}>
          <span>
            {t('case.message.from')} <bdi>{item.from ?? t('case.message.nobody')}</bdi>
          </span>
          {item.to.length > 0 && (
            <span>
              {t('case.message.to')} <bdi>{item.to.join(', ')}</bdi>
            </span>
          )}
          <span>{item.channelName ?? t('quarantine.noChannel')}</span>
          <span>{formats.size(item.size)}</span>
          <ShortTime at={item.receivedAt} />
          {item.attempts > 1 && <span>{t('quarantine.attempts', { count: item.attempts })}</span>}
        </p>
      </div>
      <div className={classes.acts}>
        <Button
          component="a"
          href={addressOf('getQuarantinedOriginal', { params: { id: item.id } })}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.5} />}
        >
          {t('case.message.original')}
        </Button>
        {may('quarantine.replay') && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRefresh size={15} stroke={1.5} />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {t('quarantine.replay')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** The page of the messages that could not be processed: they are kept and can be processed again. */
export function QuarantinePage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(quarantineQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <h1>{t('app.rail.quarantine')}</h1>
        <p>{t('quarantine.lead')}</p>
      </header>
      {query.error && items.length === 0 ? (
        <ErrorState error={query.error} what={t('quarantine.failed')} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={92} mb={12} />)
      ) : items.length === 0 ? (
        <EmptyState icon={IconCheck} title={t('quarantine.empty')}>
          {t('quarantine.emptyText')}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <QuarantinedMessage key={item.id} item={item} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </main>
  );
}
