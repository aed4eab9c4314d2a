import type { CaseSort, CaseView } from '@guichet/contracts';

/** The order of a list of cases for whoever has chosen none: of what nobody has, what is due first is taken first. */
export const usualCaseSort = (view: CaseView | undefined): CaseSort => (view === 'unassigned' ? 'due' : 'newest');
