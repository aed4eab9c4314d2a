import type { CaseSummary } from '@guichet/contracts';
import { useStartBulkAction } from '../../../shared/bulk/use-start-bulk-action.js';
import { deselectAll, leaveOpenCase, type WholeList } from '../../../shared/cases/case-list-state.js';
import { areSpam, useMarkSpam } from '../../../shared/cases/use-mark-spam.js';
import { useConfirmClosingMany } from '../../../shared/cases/use-confirm-closing-many.js';
import { useUpdateCases } from '../../../shared/cases/use-update-cases.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useShortcut, type Meant } from '../../../shared/keyboard/shortcut-listener.js';
import { mayPress } from '../../../shared/keyboard/shortcut-rights.js';
import { setOverlay } from '../../../shared/layout/overlay-state.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';

/** What has a key as well as a button. */
export type BulkActWithKey = 'assign' | 'team' | 'tag' | 'snooze' | 'macro' | 'close' | 'spam' | 'reply';
/** What has a key. */
type BulkAct = BulkActWithKey | 'mine';

export interface Chosen {
  items: readonly CaseSummary[];
  /** All cases of the list; undefined: only the items are chosen. */
  whole: WholeList | undefined;
}

/** Returns what can be done to the chosen cases by a button, or by the key that does the same to one case. */
export function useBulkActs({ items, whole }: Chosen): Record<BulkAct, () => void> {
  const { t } = useTexts();
  const { agent } = useSession();
  const update = useUpdateCases();
  const start = useStartBulkAction();
  const markSpam = useMarkSpam();
  const confirmClosing = useConfirmClosingMany();
  const choose = (what: 'assignee' | 'team' | 'tags' | 'snooze') => () =>
    setOverlay({ kind: 'choose', what, items, whole });
  const setStatus = (all: WholeList, status: 'open' | 'closed' | 'spam') =>
    void start(all, { kind: 'update', change: { status } });
  const those = { chosen: whole ?? items.map(({ id }) => id), count: whole?.count ?? items.length };
  return {
    assign: choose('assignee'),
    mine: () => {
      const change = { assigneeId: agent.id };
      if (whole) void start(whole, { kind: 'update', change });
      else void update(items, change, t('common.toast.mine', { count: items.length }));
    },
    team: choose('team'),
    tag: choose('tags'),
    snooze: choose('snooze'),
    macro: () => setOverlay({ kind: 'macro-for-many', ...those }),
    reply: () => setOverlay({ kind: 'reply-to-many', ...those }),
    close: () => {
      const close = (those: readonly CaseSummary[]) => {
        if (whole) return setStatus(whole, 'closed');
        leaveOpenCase(those);
        void update(those, { status: 'closed' }, t('common.toast.closed', { count: those.length }), (count) =>
          t('common.toast.closedOf', { count, total: those.length }),
        );
        deselectAll();
      };
      void confirmClosing({ items, whole, close });
    },
    spam: () => {
      if (whole) return setStatus(whole, areSpam(items) ? 'open' : 'spam');
      if (!areSpam(items)) leaveOpenCase(items);
      markSpam(items);
      deselectAll();
    },
  };
}

/** Has the keys do what the buttons do, also while no case is open that would have them. Held down, a key does nothing. */
export function useBulkKeys(acts: Record<BulkAct, () => void>): void {
  const may = useMay();
  const run = (act: BulkAct) => (event: KeyboardEvent, meant: Meant) => {
    if (meant === 'open' || !mayPress(act, may)) return false;
    if (!event.repeat) acts[act]();
    return true;
  };
  useShortcut('assign', run('assign'));
  useShortcut('mine', run('mine'));
  useShortcut('team', run('team'));
  useShortcut('tag', run('tag'));
  useShortcut('snooze', run('snooze'));
  useShortcut('macro', run('macro'));
  useShortcut('close', run('close'));
  useShortcut('spam', run('spam'));
  useShortcut('reply', (event, meant) => may('template.read') && run('reply')(event, meant));
}
