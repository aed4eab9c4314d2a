import type { CaseDetail, CaseSummary, Permission } from '@guichet/contracts';
import { useEffect } from 'react';
import { deselectAll, isBeingLeft, listState, selectedCases } from '../../shared/cases/case-list-state.js';
import { closingQuestion, confirmClosingUnanswered } from '../../shared/cases/confirm-closing-unanswered.js';
import { useConfirmClosingMany } from '../../shared/cases/use-confirm-closing-many.js';
import { useAskForMissingFields } from '../../shared/cases/use-ask-for-missing-fields.js';
import { areSpam, useMarkSpam } from '../../shared/cases/use-mark-spam.js';
import { useUnsentReply } from '../../shared/drafts/use-unsent-reply.js';
import { useUpdateCases } from '../../shared/cases/use-update-cases.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { fetchWhenIdle } from '../../shared/router/fetch-when-idle.js';
import { draftThatBlocks, noteShortcutRefused } from '../composer/index.js';
import { CloseUnanswered } from './lazy-close-unanswered.js';
import { isPressedTwice, notePress } from './key-pressed-twice.js';
import { openLastMessageSenderReasons } from './message/open-last-message-sender-reasons.js';
import { keycapOf, keysOf } from '../../shared/keyboard/shortcut-keys.js';

/**
 * A shortcut that changes the case. Typed by hand over an unsent draft it does nothing but say so: it is a letter of a
 * sentence whose caret was lost. What was selected in the list is meant as it is. While the case is being left, the key is meant for
 * the next one, which is not there yet: it does nothing. Neither does a key that is held down, or pressed twice, which would go from case to case.
 */
export function useCaseShortcut(shortcut: Shortcut, caseId: string, run: () => void | boolean) {
  const { t } = useTexts();
  useShortcut(shortcut, (event) => {
    if (event.repeat) return true;
    const isOfOpenCase = listState().selected.size === 0;
    if (isOfOpenCase && isBeingLeft({ id: caseId })) return true;
    const press = { shortcut, caseId, at: event.timeStamp };
    if (isOfOpenCase && event.isTrusted && isPressedTwice(press)) return true;
    const draft = draftThatBlocks(caseId);
    if (!event.isTrusted || !isOfOpenCase || !draft) {
      const hasActed = run();
      if (hasActed !== false) notePress(press);
      return hasActed;
    }
    noteShortcutRefused();
    toast({ message: t('composer.guarded', { key: keycapOf(keysOf(draft)[0] ?? '') }) });
    return true;
  });
}

/** While cases are selected in the list, the bar below it has the key: it alone knows whether all of the list is meant. */
const unlessSelected = (run: () => void | boolean) => () => listState().selected.size === 0 && run();

/** What a shortcut acts upon: the cases that are selected in the list, else the one that is open. */
function targetsOf(item: CaseDetail | undefined): readonly CaseSummary[] {
  if (listState().selected.size) return selectedCases();
  return item && !item.mergedInto ? [item] : [];
}

/** Closes the cases that are selected, or the one that is open; reopens that one where it is closed. */
function useClose(item: CaseDetail | undefined, onLeave: () => void) {
  const { t } = useTexts();
  const update = useUpdateCases();
  const askForMissing = useAskForMissingFields();
  const hasUnsentReply = useUnsentReply();
  const confirmClosingMany = useConfirmClosingMany();
  const asks = item !== undefined && closingQuestion(item, hasUnsentReply(item)) !== undefined;
  // The question is there by the time that it is asked: Enter, typed after the key, is meant for it.
  useEffect(() => (asks ? void fetchWhenIdle([CloseUnanswered.preload]) : undefined), [asks]);
  return (items: readonly CaseSummary[]) => {
    const [only] = items;
    // The button, pressed twice.
    if (only === item && only && isBeingLeft(only)) return;
    if (only && items.length === 1 && only.status === 'closed')
      return void update(items, { status: 'open' }, t('common.toast.reopened'));
    if (only === item && item && askForMissing(item)) return;
    const close = (those: readonly CaseSummary[]) => {
      if (those.some(({ id }) => id === item?.id)) onLeave();
      void update(those, { status: 'closed' }, t('common.toast.closed', { count: those.length }), (count) =>
        t('common.toast.closedOf', { count, total: those.length }),
      );
      deselectAll();
    };
    if (only === item && item)
      confirmClosingUnanswered(item, { hasUnsentReply: hasUnsentReply(item), close: () => close(items) });
    // The key is meant for all that is selected, and one question for all of them.
    else void confirmClosingMany({ items, close });
  };
}

/** Marks the case that is open as spam or as none; what becomes spam leaves the list, and so does its pane. */
function useSpam(onLeave: () => void) {
  const markSpam = useMarkSpam();
  return (items: readonly CaseSummary[]) => {
    if (!areSpam(items)) onLeave();
    markSpam(items);
  };
}

/** Registers the single-key shortcuts that act on a case. Returns those actions that have a button as well. */
export function useCaseShortcuts(caseId: string, item: CaseDetail | undefined, onLeave: () => void) {
  const { t } = useTexts();
  const update = useUpdateCases();
  const may = useMay();
  const { agent } = useSession();
  const withTargets = (act: (items: readonly CaseSummary[]) => void) => () => {
    const items = targetsOf(item);
    if (items.length > 0) act(items);
    return items.length > 0;
  };
  const choose = (what: 'snooze' | 'assignee' | 'team' | 'tags') =>
    withTargets((items) => setOverlay({ kind: 'choose', what, items }));
  const ifMay = (permission: Permission, act: () => boolean) => () => may(permission) && act();
  const close = ifMay('case.close', withTargets(useClose(item, onLeave)));
  const spam = ifMay('case.close', withTargets(useSpam(onLeave)));
  const writable = item?.mergedInto === null;
  const merge = () => writable && may('case.move') && setOverlay({ kind: 'move', item, act: { how: 'merged' } });

  useCaseShortcut('close', caseId, unlessSelected(close));
  useCaseShortcut('snooze', caseId, unlessSelected(ifMay('case.update', choose('snooze'))));
  useCaseShortcut('assign', caseId, unlessSelected(ifMay('case.assign', choose('assignee'))));
  useCaseShortcut('team', caseId, unlessSelected(ifMay('case.assign', choose('team'))));
  useCaseShortcut('tag', caseId, unlessSelected(ifMay('case.update', choose('tags'))));
  useCaseShortcut(
    'mine',
    caseId,
    ifMay(
      'case.assign',
      withTargets(
        (items) => void update(items, { assigneeId: agent.id }, t('common.toast.mine', { count: items.length })),
      ),
    ),
  );
  useCaseShortcut('contact', caseId, () => writable && may('case.create') && setOverlay({ kind: 'contact', item }));
  useCaseShortcut('merge', caseId, merge);
  const macro = () => writable && may('case.update') && setOverlay({ kind: 'macro', item });
  useCaseShortcut('macro', caseId, unlessSelected(macro));
  useCaseShortcut('spam', caseId, unlessSelected(spam));
  // It changes nothing, so a draft need not be guarded from it.
  useShortcut('sender', openLastMessageSenderReasons);
  return { close, merge };
}
