import type { TemplateSummary } from '@guichet/contracts';
import { useMay } from '../../../shared/session/use-session.js';

/** Whether the agent may change title and details of a template: those of one that was ever submitted are for who approves it. */
export function useMayDescribe({ variants }: TemplateSummary): boolean {
  const may = useMay();
  const isDraft = variants.every(
    ({ approved, withdrawn, open }) => approved === null && !withdrawn && open?.state !== 'review',
  );
  return may('template.approve') || (isDraft && may('template.write'));
}
