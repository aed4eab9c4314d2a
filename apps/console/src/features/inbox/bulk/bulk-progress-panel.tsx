import type { BulkActionStatus } from '@guichet/contracts';
import { Button, CloseButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentBulkActionQuery } from '../../../shared/bulk/bulk-queries.js';
import { useListState } from '../../../shared/cases/case-list-state.js';
import { endToasts } from '../../../shared/feedback/shown-toasts.js';
import { keepUndo, undoables } from '../../../shared/feedback/undoables.js';
import { dropUndo, pushUndo } from '../../../shared/feedback/undo-stack.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { importWithRetry } from '../../../shared/api/import-with-retry.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { bulkActionView, type BulkActionView } from './bulk-progress-panel-state.js';
import classes from './bulk.module.css';
import { useBulkActionDecisions } from './use-bulk-action-decisions.js';
import { useBulkActionWords } from './use-bulk-action-words.js';
import { useSelectCasesOfAction } from './use-select-cases-of-action.js';
import { useOvertaken } from './use-overtaken.js';
import { useEndOfResult } from './use-end-of-result.js';

const ItemsDialog = lazy(async () => ({
  default: (await importWithRetry(() => import('./bulk-review-and-result-dialog.js'))).BulkReviewAndResultDialog,
}));

/** The last action on many cases of the agent: how far it has come, and what can be done about it. Also after a reload of the page. */
export function BulkProgressPanel() {
  const { data: current } = useQuery(currentBulkActionQuery);
  return current ? <Panel key={current.id} status={current} /> : null;
}

function Panel({ status }: { status: BulkActionStatus }) {
  const now = useNowAt(status.undoUntil);
  const [isOpen, setOpen] = useState(false);
  const [hasLooked, setLooked] = useState(false);
  const isSelecting = useListState(({ selected }) => selected.size > 0);
  const steps = useBulkActionDecisions(status);
  const select = useSelectCasesOfAction();
  const view = bulkActionView(status, now);
  // Whoever selects cases is about those, and needs the room.
  const hasRoom = !(view.canDismiss && isSelecting);
  const whatWasDone = useWhatWasDone(status, view);
  const keep = () =>
    view.canUndo && keepUndo({ ...undoableOf(status), message: whatWasDone, run: () => steps.mutate('undo') });
  const keepLast = useRef(keep);
  keepLast.current = keep;
  // Another action may take its place: this one is undone from where it is found.
  useEffect(() => () => void keepLast.current(), []);
  const end = () => {
    keep();
    steps.mutate('dismiss');
  };
  const isHidden = useEndOfResult({ status, view, isShown: hasRoom && !isOpen, hasLooked, onHide: keep, end });
  useOvertaken(status.id, () => view.canDismiss && (view.listed.length === 0 || hasLooked) && end());
  const offersUndo = view.canUndo && hasRoom && !isHidden;
  // A toast of where the action was begun would offer the same beside it.
  useEffect(() => {
    if (offersUndo) endToasts(status.id);
  }, [offersUndo, status.id]);
  const step = (what: 'cancel' | 'undo') => {
    // What is undone here is not offered elsewhere any more.
    const kept = what === 'undo' ? undoables().find(({ id }) => id === status.id) : undefined;
    if (kept) kept.run();
    else steps.mutate(what);
  };
  useUndoKey(status.id, {
    does: offersUndo ? 'undo' : view.canCancel && status.state === 'running' ? 'cancel' : undefined,
    step,
  });
  const open = () => {
    setOpen(true);
    setLooked(true);
  };
  if (!isOpen && (isHidden || !hasRoom)) return null;
  return (
    <Box
      {...{ view, whatWasDone, isPending: steps.isPending }}
      onStep={step}
      onOpen={open}
      onSelect={() => void select(status.id)}
      onEnd={end}
    >
      {isOpen && (
        <Suspense>
          <ItemsDialog status={status} view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Box>
  );
}

/** The time, also at a moment at which something ends, which the clock of the page would show only some seconds later. */
function useNowAt(moment: string | null): number {
  const now = useNow();
  const [reached, setReached] = useState(0);
  useEffect(() => {
    if (moment === null) return;
    const timer = setTimeout(() => setReached(Date.now()), Date.parse(moment) - Date.now() + 1);
    return () => clearTimeout(timer);
  }, [moment]);
  return Math.max(now, reached);
}

/** Has the undo key do what the panel offers: undo what was done, or stop what is being done, which is undone once it has stopped. */
function useUndoKey(
  actionId: string,
  { does, step }: { does: 'undo' | 'cancel' | undefined; step: (what: 'cancel' | 'undo') => void },
): void {
  const since = useRef<number>(undefined);
  const isWanted = useRef(false);
  const latest = useRef(step);
  useLayoutEffect(() => void (latest.current = step));
  useEffect(() => {
    if (does !== 'undo' || !isWanted.current) return;
    isWanted.current = false;
    latest.current('undo');
  }, [does]);
  useEffect(() => {
    if (does === undefined) return;
    const id = `bulk ${actionId}`;
    since.current ??= Date.now();
    pushUndo({
      id,
      at: since.current,
      run: () => {
        dropUndo(id);
        isWanted.current = does === 'cancel';
        latest.current(does);
      },
    });
    return () => dropUndo(id);
  }, [actionId, does]);
}

const undoableOf = ({ id, undoUntil }: BulkActionStatus) => ({ id, until: Date.parse(undoUntil ?? '') });

/** What was done to how many, in one line. */
function useWhatWasDone(status: BulkActionStatus, { phase, progress, count, canUndo }: BulkActionView): string {
  const { t, i18n } = useTranslation();
  const wordsOf = useBulkActionWords(status.action.kind);
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const said = progress
    ? `${t(`bulk.moving.${movingOf(phase)}`)} ${t('bulk.progress', { n: number(progress.done), of: number(progress.of) })}`
    : t(`bulk.over.${phase === 'sent' && canUndo ? 'leaving' : overOf(phase)}`, { count, n: number(count) });
  // That they are replies is in how many there are.
  return status.action.kind === 'reply' && !progress ? said : `${wordsOf(status)} · ${said}`;
}

interface BoxProps extends Pick<ButtonsProps, 'view' | 'onStep' | 'onOpen' | 'onSelect'> {
  whatWasDone: string;
  isPending: boolean;
  onEnd: () => void;
  children: ReactNode;
}

function Box({ view, whatWasDone, isPending, onEnd, children, ...steps }: BoxProps) {
  const { t } = useTexts();
  const { phase, progress, listed, selectable, canCancel, canUndo, canDismiss } = view;
  const buttons = listed.length + Number(selectable > 0) + Number(canCancel) + Number(canUndo);
  return (
    <section
      className={classes.panel}
      data-closes={canDismiss || undefined}
      data-many={buttons > 1 || undefined}
      aria-label={t('bulk.label')}
    >
      {progress && (
        <Progress
          size="xs"
          className={classes.progress}
          value={progress.of === 0 ? 100 : (100 * progress.done) / progress.of}
          aria-label={t(`bulk.moving.${movingOf(phase)}`)}
        />
      )}
      <span className={classes.said} role="status">
        <bdi>{whatWasDone}</bdi>
      </span>
      <Buttons view={view} pending={isPending} {...steps} />
      {canDismiss && (
        <CloseButton size={26} iconSize={14} className={classes.close} aria-label={t('bulk.dismiss')} onClick={onEnd} />
      )}
      {children}
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
  /** Selects the cases with which it was done. */
  onSelect: () => void;
}

function Buttons({ view, pending, onStep, onOpen, onSelect }: ButtonsProps) {
  const { phase, count, listed, selectable, canCancel, canUndo } = view;
  const { t, i18n } = useTranslation();
  const numbers = new Intl.NumberFormat(i18n.language);
  return (
    <span className={classes.buttons}>
      {phase === 'ready' && count > 0 ? (
        <Button size="compact-sm" onClick={onOpen}>
          {t('bulk.review')}
        </Button>
      ) : (
        listed.map((one) => (
          <Button key={one.state} variant="subtle" size="compact-sm" onClick={onOpen}>
            {t(one.title, { count: one.count, n: numbers.format(one.count) })}
          </Button>
        ))
      )}
      {selectable > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={onSelect}>
          {t('common.toast.selectThese', { count: selectable })}
        </Button>
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
