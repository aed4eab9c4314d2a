import type { PrintLetters } from '@guichet/contracts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callForFile } from '../../shared/api/client.js';
import { toastFailure } from '../../shared/feedback/toast.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';

/** Downloads letters as one PDF. */
export function usePrintLetters() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: (body: PrintLetters) => callForFile('printLetters', { body }),
    onSuccess: (file) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = t('letters.fileName');
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    onError: (error) => toastFailure(t('letters.printFailed'), problemText(error)),
  });
}
