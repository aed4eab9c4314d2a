import type { Proofs } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Anchor, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { CodeField, isAboutCode } from '../../shared/forms/code-field.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { endProof } from '../../shared/session/step-up.js';
import { ProviderButtons } from './provider-buttons.js';

type Typed = 'code' | 'password';
const isAboutPassword = (error: unknown): boolean => isFailure(error) && error.field('password') !== undefined;

/** What is asked for first, where there is a choice. */
const firstOf = ({ code, password, provider }: Proofs): Typed | undefined =>
  code ? 'code' : password || !provider ? 'password' : undefined;

/** Asks again for a code or the password before a sensitive act, which then goes on by itself. */
export function StepUpDialog() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const proofs = session?.proofs ?? { password: true, code: false, provider: null };
  const [way, setWay] = useState(firstOf(proofs));
  if (way === undefined) return <AtProvider provider={proofs.provider!} />;
  const other = way === 'code' ? 'password' : 'code';
  // Another form: what was typed, and what was wrong with it, belongs to the one before.
  return <TypedProof key={way} way={way} onOther={proofs[other] ? () => setWay(other) : undefined} />;
}

function TypedProof({ way, onOther }: { way: Typed; onOther: (() => void) | undefined }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call('prove', { body: way === 'code' ? { code: typed } : { password: typed }, idempotencyKey: undefined }),
    onSuccess: () => endProof(true),
    onError: () => setTyped(''),
  });
  return (
    <FormDialog
      title={t('auth.proof.title')}
      size={420}
      error={isAboutCode(error) || isAboutPassword(error) ? null : error}
      submit={t('auth.proof.submit')}
      pending={isPending}
      onSubmit={() => mutate()}
      onClose={() => endProof(false)}
    >
      <Text c="dimmed">{t(`auth.proof.${way}`)}</Text>
      {way === 'code' ? (
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
      {onOther && (
        <Anchor component="button" type="button" size="sm" style={{ alignSelf: 'start' }} onClick={onOther}>
          {t(way === 'code' ? 'auth.proof.usePassword' : 'auth.proof.useCode')}
        </Anchor>
      )}
    </FormDialog>
  );
}

/** For agents without password and code: they come back to this page, and do again what they were about to do. */
function AtProvider({ provider }: { provider: NonNullable<Proofs['provider']> }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      size={420}
      onClose={() => endProof(false)}
      title={t('auth.proof.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text c="dimmed">{t('auth.proof.provider')}</Text>
        <ProviderButtons providers={[provider]} to={window.location.pathname + window.location.search} isMain isAgain />
      </Stack>
    </Modal>
  );
}
