import type { Case } from '@guichet/database';
import { conflict } from '@guichet/platform';

/**
 * Refuses to bring entries of a restricted case where more agents would see them, or others.
 *
 * @throws Failure `conflict` (`would-be-seen`).
 */
export function assertNotMoreSee(from: Pick<Case, 'restrictedTo'>, into: Pick<Case, 'restrictedTo'>): void {
  if (from.restrictedTo === null) return;
  const { restrictedTo: allowed } = from;
  if (!into.restrictedTo?.every((id) => allowed.includes(id))) throw conflict('would-be-seen');
}
