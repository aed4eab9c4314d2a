import type { CaseDetail } from '@guichet/contracts';
import { useIsMutating, useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callForFile } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { toastBusy, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { saveFile } from './save-file.js';

/** Makes the PDF of a case and saves it: a long case takes some seconds, and what does not succeed is said. */
export function useCasePdf({ id, reference }: Pick<CaseDetail, 'id' | 'reference'>) {
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  const mutationKey = ['case-pdf', id];
  const { mutate } = useMutation({
    mutationKey,
    mutationFn: async () => {
      const endBusy = toastBusy(t('case.export.busy'));
      try {
        return await callForFile('exportCase', {
          params: { id },
          query: { format: 'pdf', language: shownLanguage(i18n) },
        });
      } finally {
        endBusy();
      }
    },
    onSuccess: (file) => saveFile(file, `${reference}.pdf`),
    onError: (error) => {
      // Whoever closed the dialog wants no file.
      if (isFailure(error, 'step-up-required')) return;
      toastFailure(t('case.export.failed', { reference }), problemText(error), {
        retry: { label: t('common.retry'), run: () => mutate() },
      });
    },
  });
  return { save: () => mutate(), isBusy: useIsMutating({ mutationKey }) > 0 };
}
