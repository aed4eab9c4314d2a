import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isFailure } from '../../../shared/api/failure.js';
import { useUndoResultToast } from '../../../shared/cases/use-undo-result-toast.js';
import { useUndoHandover } from '../../../shared/cases/use-undo-handover.js';
import { undoLast } from '../../../shared/feedback/undo-stack.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { focusWhenLost } from '../../../shared/layout/focus-when-lost.js';
import { givenCase, type Loss } from '../../../shared/live/why-cases-left.js';

/** Whether the case that the agent has just given away can be taken back, and how: by its button or by the key that undoes. */
export function useTakeBackGivenCase(caseId: string, loss: Loss) {
  const { t } = useTexts();
  const undoHandover = useUndoHandover();
  const sayIfUndone = useUndoResultToast();
  const given = loss.why === 'given' ? givenCase(caseId) : undefined;
  const [isLate, setLate] = useState(false);
  const until = given?.until ?? 0;
  useEffect(() => {
    const left = until - Date.now();
    setLate(left <= 0);
    if (left <= 0) return undefined;
    const timer = setTimeout(() => {
      setLate(true);
      // The button goes, perhaps with the focus on it.
      focusWhenLost(() => document.getElementById('main'));
    }, left);
    return () => clearTimeout(timer);
  }, [until]);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (!given || loss.why !== 'given') return;
      const failed = await undoHandover([given.item]);
      const said = t('common.toast.team', { count: 1, name: loss.team });
      // Whose case it is is not kept once it is out of sight.
      sayIfUndone([{ ...given.item, citizen: null }], failed, { said, about: [`${caseId} teamId`] });
      // What is refused once stays so; where the server could not be reached, it can be tried again.
      if (failed.some(({ error }) => isFailure(error, 'conflict', 'not-found', 'not-permitted'))) setLate(true);
    },
  });
  const isOffered = given !== undefined && !isLate;
  useShortcut('undo', ({ repeat }) => {
    if (!isOffered) return false;
    if (repeat) return true;
    // What was done since, as with another case in the list beside this page, is undone before.
    if (isPending || undoLast()) return true;
    mutate();
    return true;
  });
  return { isOffered, isPending, takeBack: () => mutate() };
}
