import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The themes of Service-Public.fr in its order, by which FranceConnect also divides what somebody may do for another person. */
const themes = [
  'papers',
  'family',
  'social',
  'work',
  'housing',
  'transport',
  'money',
  'justice',
  'foreigners',
  'leisure',
] as const;

/** Creates the sectors that most administrations begin with, in the language of whoever does it. */
export function useCreateDefaultSectors() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: async () => {
      // One after the other: their order is that of their creation.
      for (const theme of themes)
        await call('createSector', {
          body: { name: t(`sectors.theme.${theme}`) },
          idempotencyKey: crypto.randomUUID(),
        });
    },
    onSuccess: () => toast({ message: t('sectors.themesAdded', { count: themes.length }) }),
    onError: (error) => toastFailure(t('sectors.themes'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sectors'] }),
  });
}
