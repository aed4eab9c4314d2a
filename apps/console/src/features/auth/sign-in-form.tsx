import type { SecondStepWays, Session } from '@guichet/contracts';
import { FormError } from '@guichet/ui';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { SecondStepForm, secondStepWays } from './second-step-form.js';
import { fetchNewSession } from './fetch-new-session.js';
import classes from './auth-layout.module.css';

interface Props {
  email?: string;
  onDone: (session: Session) => void;
  /** The password was right and a code is asked for, or no longer: other ways to sign in are out of place meanwhile. */
  onSecondStep?: (isSecond: boolean) => void;
  /** The provider that signs in the domain of an address, to which the form leads while no password is entered. */
  leadsTo: (email: string) => (() => void) | undefined;
  /** The page of that provider is about to open, or could not be. */
  isLeaving: boolean;
  leaveError: unknown;
}

/** The form of address and password. `email` is fixed where an agent signs in again over an open page. */
export function SignInForm({ email: known, onDone, onSecondStep, leadsTo, isLeaving, leaveError }: Props) {
  const { t } = useTexts();
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');

  /** `ways`: of the second step, once the password was right. */
  const [step, setStep] = useState<{ ways?: SecondStepWays; failure?: unknown }>({});

  const goTo = (next: typeof step) => {
    setStep(next);
    onSecondStep?.(next.ways !== undefined);
  };

  const goOn = async () => onDone(await fetchNewSession());
  const signIn = useMutation({
    mutationFn: async () => {
      await call('signIn', { body: { email, password }, idempotencyKey: undefined });
      await goOn();
    },
    onError: (error) => {
      if (isFailure(error, 'wrong-credentials', 'second-factor-required')) setPassword('');
      if (isFailure(error, 'second-factor-required')) goTo({ ways: secondStepWays(error) });
    },
  });

  if (step.ways)
    return (
      <SecondStepForm
        ways={step.ways}
        onSignedIn={goOn}
        onBack={(failure) => {
          signIn.reset();
          goTo({ failure });
        }}
      />
    );

  const leads = password === '' ? leadsTo(email) : undefined;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (leads) leads();
        else signIn.mutate();
      }}
    >
      <FormError error={signIn.error ?? step.failure ?? leaveError} />
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        name="email"
        autoComplete="username webauthn"
        size="md"
        required
        withAsterisk={false}
        autoFocus={!known}
        readOnly={known !== undefined}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('auth.signIn.password')}
        name="password"
        autoComplete="current-password"
        size="md"
        required={!leads}
        withAsterisk={false}
        autoFocus={known !== undefined}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
      />
      <Button type="submit" size="md" fullWidth className={classes.provider} loading={signIn.isPending || isLeaving}>
        {/* The button of the provider stands above with its name. */}
        {leads ? t('auth.provider.goOn') : t('auth.signIn.submit')}
      </Button>
    </form>
  );
}
