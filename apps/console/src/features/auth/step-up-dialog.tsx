import { FormDialog } from '@guichet/ui';
import { Anchor, PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { CodeField, isAboutCode } from '../../shared/forms/code-field.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { endProof } from '../../shared/session/step-up.js';

const isAboutPassword = (error: unknown): boolean => isFailure(error) && error.field('password') !== undefined;

/** Asks again for a code or the password before a sensitive act, which then goes on by itself. */
export function StepUpDialog() {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const hasCode = session?.secondFactor === 'on';
  const [wantsPassword, setWantsPassword] = useState(false);
  const [typed, setTyped] = useState('');
  const byCode = hasCode && !wantsPassword;
  const prove = useMutation({
    mutationFn: () =>
      call('prove', { body: byCode ? { code: typed } : { password: typed }, idempotencyKey: undefined }),
    onSuccess: () => endProof(true),
    onError: () => setTyped(''),
  });
  const { error } = prove;
  return (
    <FormDialog
      title={t('auth.proof.title')}
      size={420}
      error={isAboutCode(error) || isAboutPassword(error) ? null : error}
      submit={t('auth.proof.submit')}
      pending={prove.isPending}
      onSubmit={() => prove.mutate()}
      onClose={() => endProof(false)}
    >
      <Text c="dimmed">{t(byCode ? 'auth.proof.code' : 'auth.proof.password')}</Text>
      {byCode ? (
        <CodeField value={typed} onChange={setTyped} error={error} />
      ) : (
        <PasswordInput
          label={t('auth.signIn.password')}
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isAboutPassword(error) ? problemText(error) : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
        />
      )}
      {hasCode && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          style={{ alignSelf: 'start' }}
          onClick={() => {
            setWantsPassword(!wantsPassword);
            setTyped('');
            prove.reset();
          }}
        >
          {t(wantsPassword ? 'auth.proof.useCode' : 'auth.proof.usePassword')}
        </Anchor>
      )}
    </FormDialog>
  );
}
