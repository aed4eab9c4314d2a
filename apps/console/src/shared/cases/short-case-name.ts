import type { CaseDetail, CaseSummary } from '@guichet/contracts';
import { displayName, isNameShown } from '../i18n/display-name.js';

/** What tells by which words a case is named. What a list shows of a case does not say whether it is restricted. */
export type NamedCase = Pick<CaseSummary, 'reference' | 'citizen'> & Partial<Pick<CaseDetail, 'restriction'>>;

/**
 * A case in as few words as a list names it: its citizen. Its reference stands for one who has given no name, and for one whose case is
 * restricted, whom nothing names beside it.
 */
export const shortCaseName = ({ reference, citizen, restriction }: NamedCase): string =>
  !restriction && isNameShown(citizen?.name) ? displayName(citizen?.name) : reference;
