import type { CaseDetail, Permission } from '@guichet/contracts';
import { useEffect } from 'react';
import { isBeingLeft, listState } from '../../shared/cases/case-list-state.js';
import { closingQuestion, confirmClosingUnanswered } from '../../shared/cases/confirm-closing-unanswered.js';
import { useAskForMissingFields } from '../../shared/cases/use-ask-for-missing-fields.js';
import { areSpam, useMarkSpam } from '../../shared/cases/use-mark-spam.js';
import { useUnsentReply } from '../../shared/drafts/use-unsent-reply.js';
import { useUpdateCases } from '../../shared/cases/use-update-cases.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcut, type Meant } from '../../shared/keyboard/shortcut-listener.js';
import type { Shortcut } from '../../shared/keyboard/shortcut-list.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { fetchWhenIdle } from '../../shared/router/fetch-when-idle.js';
import { draftThatBlocks, noteShortcutRefused } from '../composer/index.js';
import { CloseUnanswered } from './lazy-close-unanswered.js';
import { isPressedTwice, notePress } from './key-pressed-twice.js';
import { openLastMessageSenderReasons } from './message/open-last-message-sender-reasons.js';
import { keycapOf, keysOf } from '../../shared/keyboard/shortcut-keys.js';

/** While cases are selected in the list, its keys are for those, and not for the case that is open. */
const meantIsOpenCase = (meant: Meant) => meant === 'open' || listState().selected.size === 0;

/**
 * A shortcut that changes the case. Typed by hand over an unsent draft it does nothing but say so: it is a letter of a
 * sentence whose caret was lost. What was selected in the list is meant as it is. While the case is being left, the key is meant for
 * the next one, which is not there yet: it does nothing. Neither does a key that is held down, or pressed twice, which would go from case to case.
 */
export function useCaseShortcut(shortcut: Shortcut, caseId: string, run: (meant: Meant) => void | boolean) {
  const { t } = useTexts();
  useShortcut(shortcut, (event, meant) => {
    if (event.repeat) return true;
    const isOfOpenCase = meantIsOpenCase(meant);
    if (isOfOpenCase && isBeingLeft({ id: caseId })) return true;
    const press = { shortcut, caseId, at: event.timeStamp };
    if (isOfOpenCase && event.isTrusted && isPressedTwice(press)) return true;
    const draft = draftThatBlocks(caseId);
    if (!event.isTrusted || !isOfOpenCase || !draft) {
      const hasActed = run(meant);
      if (hasActed !== false) notePress(press);
      return hasActed;
    }
    noteShortcutRefused();
    toast({ message: t('composer.guarded', { key: keycapOf(keysOf(draft)[0] ?? '') }) });
    return true;
  });
}

/** While cases are selected in the list, the bar below it has the key: it alone knows whether all of the list is meant. */
const unlessSelected = (run: () => void | boolean) => (meant: Meant) => meantIsOpenCase(meant) && run();

/** Closes the case that is open, or reopens it where it is closed. */
function useClose(onLeave: () => void) {
  const { t } = useTexts();
  const update = useUpdateCases();
  const askForMissing = useAskForMissingFields();
  const hasUnsentReply = useUnsentReply();
  return (item: CaseDetail) => {
    // The button, pressed twice.
    if (isBeingLeft(item)) return;
    if (item.status === 'closed') return void update([item], { status: 'open' }, t('common.toast.reopened'));
    if (askForMissing(item)) return;
    const close = () => {
      onLeave();
      void update([item], { status: 'closed' }, t('common.toast.closed', { count: 1 }));
    };
    confirmClosingUnanswered(item, { hasUnsentReply: hasUnsentReply(item), close });
  };
}

/** The question that closing this case asks is there by the time that it is asked: Enter, typed after the key, is meant for it. */
function useQuestionAhead(item: CaseDetail | undefined) {
  const hasUnsentReply = useUnsentReply();
  const asks = item !== undefined && closingQuestion(item, hasUnsentReply(item)) !== undefined;
  useEffect(() => (asks ? void fetchWhenIdle([CloseUnanswered.preload]) : undefined), [asks]);
}

/** Marks the case that is open as spam or as none; what becomes spam leaves the list, and so does its pane. */
function useSpam(onLeave: () => void) {
  const markSpam = useMarkSpam();
  return (item: CaseDetail) => {
    if (!areSpam([item])) onLeave();
    markSpam([item]);
  };
}

/** Registers the single-key shortcuts that act on a case. Returns those actions that have a button as well. */
export function useCaseShortcuts(caseId: string, item: CaseDetail | undefined, onLeave: () => void) {
  const { t } = useTexts();
  const update = useUpdateCases();
  const may = useMay();
  const { agent } = useSession();
  const writable = item?.mergedInto === null ? item : undefined;
  useQuestionAhead(writable);
  const ifMay = (permission: Permission, act: (item: CaseDetail) => void) => () => {
    if (!writable || !may(permission)) return false;
    act(writable);
    return true;
  };
  const choose = (what: 'snooze' | 'assignee' | 'team' | 'tags') => (item: CaseDetail) =>
    setOverlay({ kind: 'choose', what, items: [item] });
  const close = ifMay('case.close', useClose(onLeave));
  const spam = ifMay('case.close', useSpam(onLeave));
  const mine = (item: CaseDetail) =>
    void update([item], { assigneeId: agent.id }, t('common.toast.mine', { count: 1 }));
  const merge = ifMay('case.move', (item) => setOverlay({ kind: 'move', item, act: { how: 'merged' } }));
  const contact = ifMay('case.create', (item) => setOverlay({ kind: 'contact', item }));
  const macro = ifMay('case.update', (item) => setOverlay({ kind: 'macro', item }));

  useCaseShortcut('close', caseId, unlessSelected(close));
  useCaseShortcut('snooze', caseId, unlessSelected(ifMay('case.update', choose('snooze'))));
  useCaseShortcut('assign', caseId, unlessSelected(ifMay('case.assign', choose('assignee'))));
  useCaseShortcut('team', caseId, unlessSelected(ifMay('case.assign', choose('team'))));
  useCaseShortcut('tag', caseId, unlessSelected(ifMay('case.update', choose('tags'))));
  useCaseShortcut('mine', caseId, unlessSelected(ifMay('case.assign', mine)));
  useCaseShortcut('macro', caseId, unlessSelected(macro));
  useCaseShortcut('spam', caseId, unlessSelected(spam));
  useCaseShortcut('contact', caseId, contact);
  useCaseShortcut('merge', caseId, merge);
  // It changes nothing, so a draft need not be guarded from it.
  useShortcut('sender', openLastMessageSenderReasons);
  return { close, merge };
}
