import type { CaseSummary } from '@guichet/contracts';
import { unansweredLimits } from '@guichet/contracts';
import type { AskedAbout, ClosingQuestion } from '../layout/overlay-state.js';

/** The key of the text that says in how many of the cases the question stands. */
export const questionText = (question: ClosingQuestion, { isAtLeast }: Pick<AskedAbout, 'isAtLeast'>) =>
  question === 'unsent'
    ? isAtLeast
      ? 'case.unanswered.atLeastUnsent'
      : 'case.unanswered.manyUnsent'
    : isAtLeast
      ? 'case.unanswered.atLeastUnanswered'
      : 'case.unanswered.manyUnanswered';

/** Says about which of the rows a question is. `isAtLeast`: others were not looked at. */
export const askedAboutRows = (rows: readonly CaseSummary[], isAtLeast: boolean): AskedAbout => ({
  ...{ count: rows.length, isAtLeast, ids: new Set(rows.map(({ id }) => id)) },
  first: rows
    .slice(0, unansweredLimits.first)
    .map(({ id, reference, subject, citizen }) => ({ id, reference, subject, citizenName: citizen?.name ?? '' })),
});

/** Where the agent is: what has the focus, and on which page. */
interface Whereabouts {
  element: Element | null;
  path: string;
}

export const whereabouts = (): Whereabouts => ({ element: document.activeElement, path: location.pathname });

const FIELD = 'textarea, [contenteditable="true"], input:not([type=checkbox], [type=radio])';

/**
 * Whether somebody does something else by now: on another page, in another dialog, or in a field in which they were not. A dialog that
 * opens there would take what is typed for an answer.
 */
export const isElsewhere = (before: Whereabouts, isDialogOpen: boolean): boolean => {
  const { element, path } = whereabouts();
  return isDialogOpen || path !== before.path || (element !== before.element && element?.matches(FIELD) === true);
};
