import type { CaseDetail } from '@guichet/contracts';
import { setOverlay } from '../layout/open-overlay.js';

/**
 * Closes the case that is open: at once where somebody has replied to its citizen, else once the agent has confirmed that it is to be
 * closed without a reply.
 */
export function askBeforeClosing(item: CaseDetail, close: () => void): void {
  if (!item.unanswered) return close();
  setOverlay({ kind: 'close-unanswered', item, onConfirm: close });
}
