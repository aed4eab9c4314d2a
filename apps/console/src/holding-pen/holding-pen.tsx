import type { HeldEnvelope } from '@guichet/contracts';
import { Blank } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconCheck, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { address, post } from '../api/client.js';
import { heldQuery } from '../api/queries.js';
import { useProblemText } from '../i18n/problem-text.js';
import { useTimes } from '../i18n/time.js';
import { When } from '../i18n/when.js';
import { useMay } from '../session/use-session.js';
import { toast, toastFailure } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import classes from './holding-pen.module.css';

/** Where the server's own words say more than the reason does; they are in English. */
const unexpected: readonly string[] = ['unparsable', 'too-slow', 'too-big', 'failed-repeatedly'];

function Held({ item }: { item: HeldEnvelope }) {
  const { t } = useTranslation();
  const times = useTimes();
  const may = useMay();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => post(`/holding-pen/${item.id}/replay`, undefined, { idempotencyKey: undefined }),
    onSuccess: () => toast({ message: t('pen.replayed') }),
    onError: (error) => toastFailure(t('pen.replayFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['holding-pen'] });
      void queryClient.invalidateQueries({ queryKey: ['counts'] });
    },
  });
  return (
    <li className={classes.held}>
      <div className={classes.words}>
        <h2>
          <bdi>{item.subject || t('noSubject')}</bdi>
        </h2>
        <p className={classes.reason}>{t(`pen.reason.${item.reason}`)}</p>
        {unexpected.includes(item.reason) && (
          <p className={classes.detail} dir="auto">
            {item.detail}
          </p>
        )}
        <p className={classes.facts}>
          <span>
            {t('message.from')} <bdi>{item.from ?? t('message.nobody')}</bdi>
          </span>
          {item.to.length > 0 && (
            <span>
              {t('message.to')} <bdi>{item.to.join(', ')}</bdi>
            </span>
          )}
          <span>{item.channelName ?? t('pen.noChannel')}</span>
          <span>{times.size(item.size)}</span>
          <When at={item.receivedAt} />
          {item.attempts > 1 && <span>{t('pen.attempts', { count: item.attempts })}</span>}
        </p>
      </div>
      <div className={classes.acts}>
        <Button
          component="a"
          href={address(`/holding-pen/${item.id}/original`)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.5} />}
        >
          {t('message.original')}
        </Button>
        {may('holding-pen.replay') && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconRefresh size={15} stroke={1.5} />}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {t('pen.replay')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** What could not be understood: nothing is lost, and it can be tried again. */
export function HoldingPen() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(heldQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <h1>{t('rail.holdingPen')}</h1>
        <p>{t('pen.lead')}</p>
      </header>
      {query.error && items.length === 0 ? (
        <Trouble error={query.error} what={t('pen.failed')} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={92} mb={12} />)
      ) : items.length === 0 ? (
        <Blank icon={IconCheck} title={t('pen.empty')}>
          {t('pen.emptyText')}
        </Blank>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <Held key={item.id} item={item} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </main>
  );
}
