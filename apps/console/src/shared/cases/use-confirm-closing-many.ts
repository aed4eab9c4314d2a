import type { CaseSummary } from '@guichet/contracts';
import { useRef } from 'react';
import { useCasesWithUnsentReply } from '../drafts/use-cases-with-unsent-reply.js';
import { toastBusy, toastFailure } from '../feedback/toast-and-undo.js';
import { useFormats } from '../i18n/use-formats.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import { openOverlay, setOverlay, type AskedAbout, type ClosingQuestion } from '../layout/overlay-state.js';
import type { WholeList } from './case-list-state.js';
import { askedAboutRows, isElsewhere, questionText, whereabouts } from './closing-many-question.js';
import { useUnansweredCases } from './use-unanswered-cases.js';

/** What takes longer than that says that it is under way. Milliseconds. */
const AT_ONCE = 300;

interface Closing {
  items: readonly CaseSummary[];
  /** All cases of a list are closed, those that are not loaded too; undefined: only the items are. */
  whole?: WholeList | undefined;
  close: (items: readonly CaseSummary[]) => void;
}

/** Says that something is being done once it has taken a while. Returns what ends that. */
function busyAfterAWhile(message: string): () => void {
  let end: (() => void) | undefined;
  const timer = setTimeout(() => void (end = toastBusy(message)), AT_ONCE);
  return () => {
    clearTimeout(timer);
    end?.();
  };
}

/**
 * Returns a function that closes several cases: at once where there is nothing to ask, as of one case (`closingQuestion`), else once they
 * have confirmed it, or without the cases that the question is about. It is asked once, of what weighs more: a reply that was begun. Whoever
 * does something else by the time that it is asked finds it in a message, and where it cannot be asked nothing is closed.
 */
export function useConfirmClosingMany() {
  const { t } = useTexts();
  const { number } = useFormats();
  const problemText = useProblemText();
  const withUnsentReply = useCasesWithUnsentReply();
  const unansweredOf = useUnansweredCases();
  const isAsking = useRef(false);
  const askedOf = async ({ items, whole }: Closing): Promise<{ question: ClosingQuestion; about: AskedAbout }> => {
    const unsent = await withUnsentReply(items);
    return unsent.length > 0
      ? { question: 'unsent', about: askedAboutRows(unsent, whole !== undefined) }
      : { question: 'unanswered', about: await unansweredOf(items, whole) };
  };
  const confirm = async (closing: Closing): Promise<void> => {
    const { items, whole, close } = closing;
    // The key, pressed twice while drafts and cases are read.
    if (isAsking.current) return;
    isAsking.current = true;
    const before = whereabouts();
    const count = whole?.count ?? items.length;
    const endBusy = busyAfterAWhile(t('case.unanswered.looking', { count }));
    try {
      const { question, about } = await askedOf(closing);
      if (about.count === 0) return close(items);
      const ask = () =>
        setOverlay({ kind: 'close-many', question, items, about, ofWhole: whole?.count, onConfirm: close });
      if (!isElsewhere(before, openOverlay() !== undefined)) return ask();
      const text = t(questionText(question, about), { count: about.count, n: number(about.count) });
      toastFailure(t('case.unanswered.notYet', { count, n: number(count) }), text, {
        ways: [{ label: t('case.unanswered.decide'), run: ask }],
      });
    } catch (error) {
      toastFailure(t('case.unanswered.notYet', { count, n: number(count) }), problemText(error), {
        retry: { label: t('common.retry'), run: () => void confirm(closing) },
      });
    } finally {
      endBusy();
      isAsking.current = false;
    }
  };
  return confirm;
}
