import type { CaseSummary } from '@guichet/contracts';

/**
 * Returns a case as it is known best, of what is known of it in several places: a pane that was left is read anew only once it is opened again,
 * and a row that nothing may move is behind for a while. Of the same version it is the one that is named first.
 */
export const newestCase = <T extends Pick<CaseSummary, 'version'>>(
  first: T | undefined,
  ...others: readonly (T | undefined)[]
): T | undefined => others.reduce((best, one) => (one && (!best || one.version > best.version) ? one : best), first);
