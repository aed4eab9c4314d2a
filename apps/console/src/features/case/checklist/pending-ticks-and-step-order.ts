import type { CaseStep } from '@guichet/contracts';

/** Ticks that are on their way to the server, by the ids of their steps: whether each is to be done. */
export type PendingTicks = Readonly<Record<string, boolean>>;

export type TickAction = { type: 'asked'; id: string; done: boolean } | { type: 'settled'; id: string; done: boolean };

/** A tick that was asked for shows until the case that the server tells of has it, unless the step was clicked again since. */
export function pendingTicks(pending: PendingTicks, { type, id, done }: TickAction): PendingTicks {
  if (type === 'asked') return { ...pending, [id]: done };
  if (pending[id] !== done) return pending;
  const { [id]: _, ...others } = pending;
  return others;
}

/** The checklist as it is on screen: what the server tells of every step, and one’s own ticks that it does not know of yet. */
export const withPending = (
  steps: readonly CaseStep[],
  pending: PendingTicks,
  { by, at }: NonNullable<CaseStep['done']>,
): CaseStep[] =>
  steps.map((step) => {
    const asked = pending[step.id];
    if (asked === undefined || asked === (step.done !== null)) return step;
    return { ...step, done: asked ? { by, at } : null };
  });

/**
 * Whether one may take back what one has just changed: only one's own tick, of a step that nobody had done before, and only the removal of
 * one's own. Otherwise a colleague's tick would go, or come back by another name. `after`: undefined where the step is gone.
 */
export const isOwnChange = (before: CaseStep, after: CaseStep | undefined, agentId: string): boolean =>
  after !== undefined &&
  (after.done !== null ? before.done === null && after.done.by.id === agentId : before.done?.by.id === agentId);

/** The ids of the steps that a case has of its own, after one of them was moved up or down; undefined: it is at the end already. */
export function movedStep(steps: readonly CaseStep[], id: string, by: -1 | 1): string[] | undefined {
  const own = steps.filter((step) => step.of === 'own').map((step) => step.id);
  const from = own.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= own.length) return undefined;
  return own.toSpliced(from, 1).toSpliced(to, 0, id);
}
