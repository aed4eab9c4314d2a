import type { SkippedLetters } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, callForFile } from '../../shared/api/client.js';
import { toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

export interface LettersToPrint {
  entryIds: string[];
  /** Also those that were printed before. */
  again: boolean;
  bothSides: boolean;
}

/** Prints letters: records who does so, downloads them as one PDF, and hands on those that were left out. */
export function usePrintLetters(onSkipped: (letters: SkippedLetters) => void) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const attempt = useRef<{ asked: string; key: string }>(undefined);
  return useMutation({
    mutationFn: async ({ bothSides, ...body }: LettersToPrint) => {
      const asked = JSON.stringify(body);
      // What was asked for and got no response is asked for with the same key, so that the letters do not count as printed by then.
      if (attempt.current?.asked !== asked) attempt.current = { asked, key: crypto.randomUUID() };
      const { printId, skipped, unknown } = await call('printLetters', { body, idempotencyKey: attempt.current.key });
      if (skipped.length + unknown > 0) onSkipped({ skipped, unknown });
      if (printId === null) return void (attempt.current = undefined);
      const query = bothSides ? ({ bothSides: 'true' } as const) : {};
      save(await callForFile('getPrint', { params: { id: printId }, query }), t('letters.fileName'));
      attempt.current = undefined;
    },
    onError: (error) => toastFailure(t('letters.printFailed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['letters'] }),
  });
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
