import type { Case, SlaTimer, Tx } from '@guichet/database';
import { forEachYielding } from '@guichet/platform';
import type { CaseEvent } from './timer-events-of-cases.js';
import { targetsFor } from './targets-of-cases.js';
import { earliest } from './earliest-timer.js';
import { foldTimers } from './fold-case-into-timers.js';
import { computeTimerChanges, dueTimeOf } from './compute-timer-changes.js';
import { saveTimers } from './timer-rows.js';

/** A case that is about to be inserted, and what happens to it in the same transaction. */
export interface OpenedCase {
  item: Case;
  events: readonly CaseEvent[];
}

/** Timers of cases that are about to be inserted. */
export interface StartedTimers {
  timers: readonly SlaTimer[];
  /** The cases whose timers these are. The others are left to `updateSlaTimers`, which also fires thresholds. */
  caseIds: ReadonlySet<string>;
}

/**
 * Computes the timers of new cases and sets `dueAt` and `dueFor`, so that the cases are inserted with them and need not be
 * read and written again. A case of which a threshold has passed already, as its message came late, is left out.
 * `saveStartedTimers` saves them once the cases are inserted.
 */
export async function startTimers(tx: Tx, opened: readonly OpenedCase[]): Promise<StartedTimers> {
  const timers: SlaTimer[] = [];
  const caseIds = new Set<string>();
  if (opened.length === 0) return { timers, caseIds };
  const cases = new Map(opened.map(({ item }) => [item.id, { ...item, merged: false }]));
  const targetsIn = await targetsFor(
    tx,
    [...cases.values()].map((item) => ({ item, teamChanges: [] })),
  );
  await forEachYielding(opened, ({ item, events }) => {
    const runs = foldTimers(events, cases.get(item.id)!);
    const targetOf = targetsIn(cases.get(item.id)!, []);
    const { changed, due, fired } = computeTimerChanges({
      ...{ item: cases.get(item.id)!, runs, former: [], targetOf, now: tx.now },
    });
    if (fired.length > 0) return;
    const next = earliest(due, dueTimeOf);
    Object.assign(item, { dueAt: next ? dueTimeOf(next) : null, dueFor: next?.kind ?? null });
    timers.push(...changed);
    caseIds.add(item.id);
  });
  return { timers, caseIds };
}

/** Saves the timers of cases that were inserted. `ThresholdSweep` finds them when their first thresholds are due. */
export const saveStartedTimers = (tx: Tx, { timers }: StartedTimers): Promise<void> => saveTimers(tx, timers, []);
