import type { BulkActionStatus, BulkItem, BulkItemState } from '@guichet/contracts';
import { Dialog, ErrorState } from '@guichet/ui';
import { Button, Progress, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../../shared/api/failure.js';
import { bulkItemsQuery } from '../../../shared/bulk/bulk-queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { BulkActionView } from './bulk-progress-panel-state.js';
import classes from './bulk.module.css';
import { ReplyPreview } from './reply-preview.js';
import { useBulkActionDecisions } from './use-bulk-action-decisions.js';

interface Props {
  status: BulkActionStatus;
  view: BulkActionView;
  onClose: () => void;
  /** Back to where the replies were asked for; what was written is dropped. */
  onBack?: () => void;
  onSent?: () => void;
}

/**
 * The cases that an action has left as they are, and why; of replies that wait to be confirmed, each as its citizen would get it, behind
 * those that cannot be written.
 */
export function BulkReviewAndResultDialog({ status, view, onClose, onBack, onSent }: Props) {
  const { t, i18n } = useTranslation();
  const { phase, listed, count } = view;
  const steps = useBulkActionDecisions(status);
  // What was written would be sent as it is, beside what is changed now.
  const discard = () => steps.mutateAsync('discard');
  const close = () => {
    // Nothing is left to be sent of it.
    if (phase === 'ready' && count === 0) void discard().catch(ignoreFailure);
    onClose();
  };
  const isReady = phase === 'ready' && (count > 0 || onBack !== undefined);
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const send = () =>
    steps.mutate('confirm', {
      onSuccess: () => {
        onSent?.();
        onClose();
      },
    });
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // A key that is held down sends nothing that nobody has seen.
    if (phase === 'ready' && count > 0 && !steps.isPending && !event.repeat) send();
  };
  return (
    <Dialog
      opened
      onClose={close}
      onKeyDown={sendByKey}
      title={t(titleOf(isReady || phase === 'preparing', listed))}
      size={720}
      yOffset="6vh"
      centered={false}
    >
      {/* The keys scroll through them, and Enter closes nothing. */}
      <div tabIndex={-1} data-autofocus className={classes.start} />
      {phase === 'preparing' && <Preparing {...view} />}
      {phase !== 'preparing' &&
        listed.map((one) => (
          <Group
            key={one.state}
            {...{ id: status.id, state: one.state, count: one.count, onLeave: onClose }}
            title={t(isReady ? 'bulk.reply.notSent' : one.title, { count: one.count, n: number(one.count) })}
          />
        ))}
      {isReady && count > 0 && (
        <Group
          {...{ id: status.id, state: 'prepared', count, onLeave: onClose }}
          title={t('bulk.reply.toSend', { count, n: number(count) })}
        />
      )}
      {(isReady || onBack) && <Decisions {...{ view, steps, discard, send, onClose, onBack }} />}
    </Dialog>
  );
}

const titleOf = (isUnsent: boolean, listed: BulkActionView['listed']) =>
  isUnsent
    ? 'bulk.reply.review'
    : listed.some(({ state }) => state === 'undelivered')
      ? 'bulk.resultOfReplies'
      : 'bulk.result';

function Preparing({ progress = { done: 0, of: 0 } }: Pick<BulkActionView, 'progress'>) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const { done, of } = progress;
  return (
    <>
      <p role="status">
        {t('bulk.moving.preparing')} {t('bulk.progress', { n: number(done), of: number(of) })}
      </p>
      <Progress size="sm" value={of === 0 ? 100 : (100 * done) / of} aria-label={t('bulk.moving.preparing')} />
    </>
  );
}

interface DecisionsProps extends Omit<Props, 'status' | 'onSent'> {
  steps: ReturnType<typeof useBulkActionDecisions>;
  discard: () => Promise<unknown>;
  send: () => void;
}

function Decisions({ view: { phase, count }, steps, discard, send, onClose, onBack }: DecisionsProps) {
  const { t, i18n } = useTranslation();
  // Its answer would come between what is prepared next.
  const goBack = (onward: () => void) => void discard().then(onward, ignoreFailure);
  const isUnsent = phase === 'preparing' || phase === 'ready';
  return (
    <div className={classes.send}>
      {onBack && isUnsent ? (
        <Button variant="default" disabled={steps.isPending} onClick={() => goBack(onBack)}>
          {t('common.back')}
        </Button>
      ) : (
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
      {phase === 'ready' && count > 0 && (
        <Button loading={steps.isPending} onClick={send}>
          {t('bulk.reply.send', { count, n: new Intl.NumberFormat(i18n.language).format(count) })}
        </Button>
      )}
    </div>
  );
}

/** A toast has said it. */
const ignoreFailure = () => undefined;

interface GroupProps {
  id: string;
  state: BulkItemState;
  count: number;
  title: string;
  onLeave: () => void;
}

function Group({ id, state, count, title, onLeave }: GroupProps) {
  const { t } = useTexts();
  const query = useInfiniteQuery(bulkItemsQuery(id, { state, count }));
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
  const { t } = useTexts();
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
