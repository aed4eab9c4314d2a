import { FormDialog } from '@guichet/ui';
import { PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { CodeField, isAboutCode } from '../../shared/forms/second-factor-code-field.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/** Turns off the second factor, by a code and the password, where there is one. */
export function TurnOffSecondFactorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const hasPassword = session?.proofs.password ?? true;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      call('removeSecondFactor', { body: hasPassword ? { password, code } : { code }, idempotencyKey: undefined }),
    onSuccess: async () => {
      onClose();
      toast({ message: t('account.secondFactor.removed') });
      await queryClient.invalidateQueries({ queryKey: ['second-factor'] });
      await queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const { error } = remove;
  const isAboutPassword = isFailure(error) && error.field('password') !== undefined;
  return (
    <FormDialog
      title={t('account.secondFactor.removeTitle')}
      size={460}
      error={isAboutCode(error) || isAboutPassword || isFailure(error, 'step-up-required') ? null : error}
      submit={t('account.secondFactor.remove')}
      pending={remove.isPending}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text c="dimmed">
        {t(hasPassword ? 'account.secondFactor.removeText' : 'account.secondFactor.removeTextProvider')}
      </Text>
      {hasPassword && (
        <PasswordInput
          label={t('account.currentPassword')}
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isAboutPassword ? problemText(error) : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
        />
      )}
      <CodeField
        value={code}
        onChange={setCode}
        error={error}
        recovery={{ isOn: isRecovery, onSwitch: () => setIsRecovery(!isRecovery) }}
      />
    </FormDialog>
  );
}
