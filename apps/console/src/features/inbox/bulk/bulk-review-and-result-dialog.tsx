import type { BulkActionStatus, BulkItem, BulkItemState } from '@guichet/contracts';
import { Dialog, ErrorState } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../../shared/api/failure.js';
import { bulkItemsQuery } from '../../../shared/bulk/bulk-queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import type { BulkActionView } from './bulk-progress-panel-state.js';
import classes from './bulk.module.css';
import { ReplyPreview } from './reply-preview.js';
import { useBulkActionDecisions } from './use-bulk-action-decisions.js';

interface Props {
  status: BulkActionStatus;
  view: BulkActionView;
  onClose: () => void;
}

/** The cases that an action has left as they are, and why; of replies that wait to be confirmed, each as its citizen would get it. */
export function BulkReviewAndResultDialog({ status, view: { phase, listed, count }, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const steps = useBulkActionDecisions(status);
  const isReady = phase === 'ready' && count > 0;
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const send = () => steps.mutate('confirm', { onSuccess: onClose });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(isReady ? 'bulk.reply.review' : 'bulk.result')}
      size={720}
      yOffset="6vh"
      centered={false}
    >
      {isReady && (
        <Group
          {...{ id: status.id, state: 'prepared', onLeave: onClose }}
          title={t('bulk.reply.toSend', { count, n: number(count) })}
        />
      )}
      {listed && (
        <Group
          {...{ id: status.id, state: listed.state, onLeave: onClose }}
          title={t(titleOf(isReady, listed.state), { count: listed.count, n: number(listed.count) })}
        />
      )}
      {isReady && (
        <div className={classes.send}>
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button loading={steps.isPending} onClick={send}>
            {t('bulk.reply.send', { count, n: number(count) })}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

const titleOf = (isReady: boolean, state: BulkItemState) =>
  isReady ? 'bulk.reply.notSent' : state === 'kept' ? 'bulk.kept' : 'bulk.refused';

interface GroupProps {
  id: string;
  state: BulkItemState;
  title: string;
  onLeave: () => void;
}

function Group({ id, state, title, onLeave }: GroupProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(bulkItemsQuery(id, state));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.group}>
      <h3>{title}</h3>
      {query.isPending && <Skeleton height={48} />}
      {query.isError && items.length === 0 && (
        <ErrorState error={query.error} what={t('bulk.listFailed')} onRetry={() => void query.refetch()} />
      )}
      <ul className={classes.items}>
        {items.map((item) => (
          <Item key={item.caseId} item={item} onLeave={onLeave} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('bulk.more')}
        </Button>
      )}
    </section>
  );
}

function Item({ item, onLeave }: { item: BulkItem; onLeave: () => void }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { caseId, reference, subject, citizenName, refusal, preview } = item;
  return (
    <li className={classes.item}>
      <div className={classes.case}>
        <Link to="/inbox/$view/$caseId" params={{ view: 'all', caseId }} onClick={onLeave}>
          {reference}
        </Link>
        <bdi className={classes.subject}>{[citizenName, subject ?? t('bulk.hidden')].filter(Boolean).join(' · ')}</bdi>
      </div>
      {refusal && <p className={classes.why}>{problemText(new Failure(refusal.code, refusal))}</p>}
      {preview && <ReplyPreview preview={preview} />}
    </li>
  );
}
