import type { BulkActionStatus } from '@guichet/contracts';
import { Button, CloseButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentBulkActionQuery } from '../../../shared/bulk/bulk-queries.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { importWithRetry } from '../../../shared/api/import-with-retry.js';
import { bulkActionView, type BulkActionView } from './bulk-progress-panel-state.js';
import classes from './bulk.module.css';
import { useBulkActionDecisions } from './use-bulk-action-decisions.js';
import { useBulkActionWords } from './use-bulk-action-words.js';

const ItemsDialog = lazy(async () => ({
  default: (await importWithRetry(() => import('./bulk-review-and-result-dialog.js'))).BulkReviewAndResultDialog,
}));

/** The last action on many cases of the agent: how far it has come, and what can be done about it. Also after a reload of the page. */
export function BulkProgressPanel() {
  const { data: current } = useQuery(currentBulkActionQuery);
  return current ? <Panel key={current.id} status={current} /> : null;
}

function Panel({ status }: { status: BulkActionStatus }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const wordsOf = useBulkActionWords();
  const [isOpen, setOpen] = useState(false);
  const steps = useBulkActionDecisions(status);
  const view = bulkActionView(status, now);
  const { phase, progress, count } = view;
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const said = progress
    ? t('bulk.progress', { n: number(progress.done), of: number(progress.of) })
    : t(`bulk.over.${overOf(phase)}`, { count, n: number(count) });
  return (
    <section className={classes.panel} aria-label={t('bulk.label')}>
      <div className={classes.head}>
        <p className={classes.what}>
          <bdi>{wordsOf(status)}</bdi>
        </p>
        {view.canDismiss && (
          <CloseButton size="sm" aria-label={t('bulk.dismiss')} onClick={() => steps.mutate('dismiss')} />
        )}
      </div>
      {progress && (
        <Progress
          size="sm"
          value={progress.of === 0 ? 100 : (100 * progress.done) / progress.of}
          aria-label={t(`bulk.moving.${movingOf(phase)}`)}
        />
      )}
      <div className={classes.foot}>
        <span className={classes.said} role="status">
          {progress ? `${t(`bulk.moving.${movingOf(phase)}`)} ${said}` : said}
        </span>
        <Buttons view={view} pending={steps.isPending} onStep={steps.mutate} onOpen={() => setOpen(true)} />
      </div>
      {isOpen && (
        <Suspense>
          <ItemsDialog status={status} view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}

type Moving = 'preparing' | 'changing' | 'sending' | 'undoing';
const MOVING: readonly string[] = ['preparing', 'changing', 'sending', 'undoing'] satisfies Moving[];
const movingOf = (phase: BulkActionView['phase']): Moving => (MOVING.includes(phase) ? (phase as Moving) : 'changing');
const overOf = (phase: BulkActionView['phase']): Exclude<BulkActionView['phase'], Moving> =>
  MOVING.includes(phase) ? 'changed' : (phase as Exclude<BulkActionView['phase'], Moving>);

interface ButtonsProps {
  view: BulkActionView;
  pending: boolean;
  onStep: (step: 'cancel' | 'undo') => void;
  onOpen: () => void;
}

function Buttons({ view: { phase, count, listed, canCancel, canUndo }, pending, onStep, onOpen }: ButtonsProps) {
  const { t, i18n } = useTranslation();
  const n = new Intl.NumberFormat(i18n.language).format(listed?.count ?? 0);
  return (
    <span className={classes.buttons}>
      {phase === 'ready' && count > 0 ? (
        <Button size="compact-sm" onClick={onOpen}>
          {t('bulk.review')}
        </Button>
      ) : (
        listed && (
          <Button variant="subtle" size="compact-sm" onClick={onOpen}>
            {t(listed.state === 'kept' ? 'bulk.kept' : 'bulk.refused', { count: listed.count, n })}
          </Button>
        )
      )}
      {canCancel && (
        <Button variant="default" size="compact-sm" disabled={pending} onClick={() => onStep('cancel')}>
          {t(phase === 'ready' ? 'bulk.discard' : 'bulk.stop')}
        </Button>
      )}
      {canUndo && (
        <Button variant="light" size="compact-sm" disabled={pending} onClick={() => onStep('undo')}>
          {t('common.toast.undo')}
        </Button>
      )}
    </span>
  );
}
