import type { Proofs } from '@guichet/contracts';
import { Dialog, FormDialog } from '@guichet/ui';
import { Anchor, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { sessionQuery } from '../../shared/api/queries.js';
import { CodeField, isAboutCode } from '../../shared/forms/second-factor-code-field.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { proveByPasskey } from '../../shared/passkeys/passkey-ceremonies.js';
import { PasskeyProblem } from '../../shared/passkeys/passkey-problem.js';
import { usePasskeySupport } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { endProof, useFactorNeeded } from '../../shared/session/step-up.js';
import { ProviderButtons } from './provider-buttons.js';

type Typed = 'code' | 'password';
type Way = 'passkey' | Typed;
const isAboutPassword = (error: unknown): boolean => isFailure(error) && error.field('password') !== undefined;

interface Needed {
  /** Whether this page can ask for passkeys. */
  hasPasskeys: boolean;
  /** Whether the password is not enough. */
  isByFactor: boolean;
}

/** The ways to prove it on this page, what is asked for first in front. A recovery code stands in for any second factor. */
function waysOf({ passkey, code, password, provider }: Proofs, { hasPasskeys, isByFactor }: Needed): Way[] {
  if (isByFactor) return passkey && hasPasskeys ? ['passkey', 'code'] : ['code'];
  const ways = [passkey && hasPasskeys && 'passkey', code && 'code', password && 'password'] as const;
  const offered = ways.filter((way) => way !== false);
  return offered.length === 0 && !provider ? ['password'] : offered;
}

/** Asks again for a passkey, a code or the password before a sensitive act, which then goes on by itself. */
export function StepUpDialog() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false });
  const support = usePasskeySupport();
  const isByFactor = useFactorNeeded();
  const [chosen, setChosen] = useState<Way>();
  const proofs = session?.proofs ?? { password: true, code: false, passkey: false, provider: null };
  if (!support) return null;
  const ways = waysOf(proofs, { hasPasskeys: support.state === 'ready', isByFactor });
  const way = chosen ?? ways[0];
  if (way === undefined) return <AtProvider provider={proofs.provider!} />;
  const others = <OtherWays ways={ways.filter((other) => other !== way)} hasApp={proofs.code} onChoose={setChosen} />;
  // Another form: what was typed, and what was wrong with it, belongs to the one before.
  if (way === 'passkey') return <PasskeyProof others={others} />;
  const recovery = isByFactor ? (proofs.code ? 'offered' : 'only') : 'none';
  return <TypedProof key={way} way={way} recovery={recovery} others={others} />;
}

interface OtherWaysProps {
  ways: readonly Way[];
  /** Whether there is an app that makes codes: without one, the codes are those for an emergency. */
  hasApp: boolean;
  onChoose: (way: Way) => void;
}

function OtherWays({ ways, hasApp, onChoose }: OtherWaysProps) {
  const { t } = useTexts();
  const names = {
    passkey: t('passkeys.use'),
    code: t(hasApp ? 'auth.proof.useCode' : 'auth.code.useRecovery'),
    password: t('auth.proof.usePassword'),
  };
  return ways.map((way) => (
    <Anchor
      key={way}
      component="button"
      type="button"
      size="sm"
      style={{ alignSelf: 'start' }}
      onClick={() => onChoose(way)}
    >
      {names[way]}
    </Anchor>
  ));
}

function PasskeyProof({ others }: { others: ReactNode }) {
  const { t } = useTexts();
  const { mutate, isPending, error } = useMutation({ mutationFn: proveByPasskey, onSuccess: () => endProof(true) });
  return (
    <FormDialog
      title={t('auth.proof.title')}
      size={420}
      error={null}
      submit={t('passkeys.use')}
      pending={isPending}
      onSubmit={() => mutate()}
      onClose={() => endProof(false)}
    >
      <Text c="dimmed">{t('passkeys.proof')}</Text>
      <PasskeyProblem error={error} />
      {others}
    </FormDialog>
  );
}

/** `recovery`: whether a recovery code is taken, too, or alone. */
function TypedProof(props: { way: Typed; recovery: 'none' | 'offered' | 'only'; others: ReactNode }) {
  const { way, recovery, others } = props;
  const { t } = useTexts();
  const [isRecovery, setIsRecovery] = useState(recovery === 'only');
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
      losesNothing
      submit={t('auth.proof.submit')}
      pending={isPending}
      onSubmit={() => mutate()}
      onClose={() => endProof(false)}
    >
      <Text c="dimmed">{t(`auth.proof.${way}`)}</Text>
      {way === 'code' ? (
        <CodeField
          value={typed}
          onChange={setTyped}
          error={error}
          {...(recovery !== 'none' && {
            recovery: { isOn: isRecovery, isOnly: recovery === 'only', onSwitch: () => setIsRecovery(!isRecovery) },
          })}
        />
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
      {others}
    </FormDialog>
  );
}

/** For agents without password and code: they come back to this page, and do again what they were about to do. */
function AtProvider({ provider }: { provider: NonNullable<Proofs['provider']> }) {
  const { t } = useTexts();
  return (
    <Dialog opened size={420} onClose={() => endProof(false)} title={t('auth.proof.title')}>
      <Stack>
        <Text c="dimmed">{t('auth.proof.provider')}</Text>
        <ProviderButtons providers={[provider]} to={window.location.pathname + window.location.search} isMain isAgain />
      </Stack>
    </Dialog>
  );
}
