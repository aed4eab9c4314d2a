import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/** Makes new recovery codes; those before are void. */
export function RenewCodes({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const renew = useMutation({
    mutationFn: () => call('renewRecoveryCodes', { idempotencyKey: undefined }),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
    onError: (failure) =>
      isFailure(failure, 'step-up-required') || toastFailure(t('account.secondFactor.failed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['second-factor'] }),
  });
  return (
    <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
      {t('account.secondFactor.renew')}
    </Button>
  );
}
