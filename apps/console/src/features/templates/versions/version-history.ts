import type { TemplateVersion } from '@guichet/contracts';

/** Something that was done with a version. */
export interface HistoryStep {
  name: 'created' | 'submitted' | 'returned' | 'approved' | 'approvedOwn' | 'used' | 'withdrawn';
  at: string;
  by: string;
  remark: string | null;
}

type Done = Pick<HistoryStep, 'at' | 'by'> | null;

/** Returns what was done with a version, oldest first: each submission, and each time that it was sent back. Pure. */
export function versionHistory(version: TemplateVersion): HistoryStep[] {
  const { created, submitted, returns, approved, withdrawn, remark } = version;
  const step = (name: HistoryStep['name'], done: Done, why: string | null = null): HistoryStep[] =>
    done ? [{ name, at: done.at, by: done.by, remark: why }] : [];
  // What was shipped was submitted and approved by nobody among the agents.
  const isByAuthor = submitted !== null && submitted.byId !== null && submitted.byId === approved?.byId;
  const isAnswered = returns.at(-1)?.submitted?.at === submitted?.at;
  return [
    ...step('created', created),
    ...returns.flatMap((back) => [...step('submitted', back.submitted), ...step('returned', back, back.remark)]),
    ...step('submitted', isAnswered ? null : submitted),
    // What is an agent's own is in use without having been submitted.
    ...step(!submitted ? 'used' : isByAuthor ? 'approvedOwn' : 'approved', approved),
    ...step('withdrawn', withdrawn, remark),
  ];
}

/**
 * Returns the reason of a draft that was sent back before it was kept who did it and when; null where there is none, or where a step
 * of its history has it. Pure.
 */
export const reasonAlone = ({ state, returns, remark }: TemplateVersion): string | null =>
  state === 'draft' && returns.length === 0 ? remark || null : null;
