import type { BulkAction, BulkActionStatus, BulkItemState } from '@guichet/contracts';
import { mayLeaveList } from '../../../shared/cases/case-change-effects.js';

/** Cases of an action that can be listed. */
export interface ListedCases {
  state: BulkItemState;
  count: number;
  title: 'bulk.refused' | 'bulk.kept' | 'bulk.notTakenBack' | 'bulk.undelivered';
}

/** What the panel shows of an action. */
export interface BulkActionView {
  /** What it is doing, or has done. */
  phase:
    | 'preparing'
    | 'ready'
    | 'changing'
    | 'sending'
    | 'changed'
    | 'sent'
    | 'canceled'
    | 'undoing'
    | 'undone'
    | 'takenBack';
  /** How many cases it has come to, of how many; undefined: it does not move. */
  progress: { done: number; of: number } | undefined;
  /** How many cases the phase is about. */
  count: number;
  /** What can be listed of it, with the number and the text for it: cases that were left as they are, and why, and those whose reply has failed. */
  listed: readonly ListedCases[];
  /** How many of the cases with which it was done can be selected again; 0: none is offered. */
  selectable: number;
  /** Its cases have left the list, so it is the way back to them and stays until it is dismissed. */
  stays: boolean;
  canCancel: boolean;
  canUndo: boolean;
  canDismiss: boolean;
}

/** Returns what is shown of an action, and what its agent can do now: pure, by its state and its numbers. */
export function bulkActionView(status: BulkActionStatus, now: number): BulkActionView {
  const { action, state, counts, total } = status;
  const isReply = action.kind === 'reply';
  const isOver = state === 'done' || state === 'canceled' || state === 'undone';
  return {
    phase: phaseOf(status),
    progress: progressOf(status),
    count:
      state === 'undone'
        ? counts.undone
        : state === 'ready'
          ? counts.prepared
          : isOver
            ? counts.done - counts.undelivered
            : total,
    listed: listedOf(status),
    ...selectionOf(status),
    canCancel: state === 'preparing' || state === 'running' || state === 'undoing' || (isReply && state === 'ready'),
    canUndo: status.undoUntil !== null && Date.parse(status.undoUntil) > now,
    canDismiss: isOver,
  };
}

function listedOf({ action, state, counts }: BulkActionStatus): ListedCases[] {
  const isUndone = state === 'undone' || state === 'undoing';
  const { kept, refused, undelivered } = counts;
  const left = isUndone
    ? ({ state: 'kept', count: kept, title: action.kind === 'reply' ? 'bulk.notTakenBack' : 'bulk.kept' } as const)
    : ({ state: 'refused', count: refused, title: 'bulk.refused' } as const);
  const failed = { state: 'undelivered', count: undelivered, title: 'bulk.undelivered' } as const;
  return [failed, left].filter(({ count }) => count > 0);
}

/** More than that are not selected one by one. */
const MOST_SELECTED = 500;

/** Cases that were read or restored are where they were before. */
function selectionOf({
  action,
  state,
  counts: { done },
}: BulkActionStatus): Pick<BulkActionView, 'selectable' | 'stays'> {
  const isOver = state === 'done' || state === 'canceled';
  const selectable = isOver && action.kind !== 'read' && done <= MOST_SELECTED ? done : 0;
  // Of replies it is said here alone that some did not arrive, however many they are.
  const isWayBack = selectable > 0 || (isOver && action.kind === 'reply');
  return { selectable, stays: isWayBack && leavesList(action) };
}

/** What has no case leave its list. */
const STAYING: readonly BulkAction['kind'][] = ['field', 'steps', 'read', 'give-back'];

const leavesList = (action: BulkActionStatus['action']): boolean =>
  action.kind === 'update' ? mayLeaveList(action.change) : !STAYING.includes(action.kind);

/** For how long a result is shown at the least. Milliseconds. */
const SEEN = 10_000;

/**
 * When a result ends by itself: once it has been in sight for a while since `seenSince`, and cannot be undone any more. Undefined: it says
 * which cases were left as they are, at which somebody has to look, or is the way to cases that have left the list.
 */
export function endOfResult(
  { canDismiss, listed, stays }: BulkActionView,
  { undoUntil }: Pick<BulkActionStatus, 'undoUntil'>,
  seenSince: number,
): number | undefined {
  if (!canDismiss || listed.length > 0 || stays) return undefined;
  return Math.max(seenSince + SEEN, undoUntil === null ? 0 : Date.parse(undoUntil));
}

function phaseOf({ action: { kind }, state }: BulkActionStatus): BulkActionView['phase'] {
  if (state === 'running') return kind === 'reply' ? 'sending' : 'changing';
  if (state === 'done') return kind === 'reply' ? 'sent' : 'changed';
  if (state === 'undone') return kind === 'reply' ? 'takenBack' : 'undone';
  return state;
}

function progressOf({ action: { kind }, state, counts, total }: BulkActionStatus): BulkActionView['progress'] {
  if (state === 'preparing') return { done: total - counts.waiting, of: total };
  if (state === 'undoing') {
    const of = counts.done + counts.undone + counts.kept;
    return { done: of - counts.done, of };
  }
  if (state !== 'running') return undefined;
  // Those whose reply could not be prepared are not sent to.
  if (kind === 'reply') return { done: counts.done, of: counts.done + counts.prepared };
  return { done: total - counts.waiting, of: total };
}
