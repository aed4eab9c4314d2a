import type { CaseDetail, Entry } from '@guichet/contracts';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay } from '../../../shared/session/use-session.js';
import { useCaseShortcut } from '../use-case-shortcuts.js';
import { newestMessageToForward } from './newest-message-to-forward.js';

interface Shown {
  entries: ReadonlyMap<number, Entry>;
  canceled: ReadonlySet<string>;
}

/** Makes a key open the dialog that forwards the last message of the citizen, as its menu does. */
export function useForwardShortcut(item: CaseDetail, { entries, canceled }: Shown) {
  const may = useMay();
  useCaseShortcut('forward', item.id, () => {
    const entry = newestMessageToForward(entries.values(), canceled);
    if (!entry || !may('case.reply') || item.mergedInto !== null) return false;
    setOverlay({ kind: 'ask', item, entry });
    return true;
  });
}
