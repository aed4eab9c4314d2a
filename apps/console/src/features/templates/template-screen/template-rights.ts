import type { TemplateSummary } from '@guichet/contracts';

/** Whether the agent may change title and details of a template: those of one that was ever submitted are for who approves it. Their own are theirs. */
export function mayDescribe({ variants, rights, scope }: TemplateSummary): boolean {
  const isDraft = variants.every(
    ({ approved, withdrawn, open }) => approved === null && !withdrawn && open?.state !== 'review',
  );
  return rights.includes('approve') || ((isDraft || scope === 'mine') && rights.includes('write'));
}

/** Whether the agent may go on with a draft: whoever writes the template, and whoever has proposed it. */
export const mayCorrect = ({ rights }: TemplateSummary): boolean =>
  rights.includes('write') || rights.includes('correct');
