import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useUndoResultToast } from '../../../shared/cases/use-undo-result-toast.js';
import { useUndoHandover } from '../../../shared/cases/use-undo-handover.js';
import { useShortcut } from '../../../shared/keyboard/shortcut-listener.js';
import { givenCase, type Loss } from '../../../shared/live/why-cases-left.js';

/** Whether the case that the agent has just given away can be taken back, and how: by its button or by the key that undoes. */
export function useTakeBackGivenCase(caseId: string, { why }: Loss) {
  const undoHandover = useUndoHandover();
  const sayIfUndone = useUndoResultToast();
  const given = why === 'given' ? givenCase(caseId) : undefined;
  const [isLate, setLate] = useState(false);
  const until = given?.until ?? 0;
  useEffect(() => {
    const left = until - Date.now();
    setLate(left <= 0);
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLate(true), left);
    return () => clearTimeout(timer);
  }, [until]);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => given && sayIfUndone([given.item], await undoHandover([given.item])),
  });
  const isOffered = given !== undefined && !isLate;
  useShortcut('undo', () => {
    if (!isOffered) return false;
    if (!isPending) mutate();
    return true;
  });
  return { isOffered, isPending, takeBack: () => mutate() };
}
