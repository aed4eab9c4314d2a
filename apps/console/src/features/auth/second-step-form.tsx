import { SecondStepWays } from '@guichet/contracts';
import { FormError } from '@guichet/ui';
import { Anchor, Button, Divider, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure, type Failure } from '../../shared/api/failure.js';
import { CodeField, isAboutCode } from '../../shared/forms/second-factor-code-field.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { usePasskeySupport } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import classes from './auth-layout.module.css';

interface Props {
  ways: SecondStepWays;
  onSignedIn: () => Promise<unknown>;
  /** Back to the password; with why, where the second step is over. */
  onBack: (failure?: unknown) => void;
}

/** What the second step can be, as the server said when it asked for it. */
export const secondStepWays = ({ problem }: Failure): SecondStepWays =>
  SecondStepWays.safeParse(problem.data).data ?? { app: true, passkey: false };

/** Asks for a passkey or a code, after the password was right. */
export function SecondStepForm({ ways, onSignedIn, onBack }: Props) {
  const { t } = useTexts();
  const support = usePasskeySupport();
  const hasPasskey = ways.passkey && support !== undefined && support.state !== 'none';
  return (
    <div className={classes.form}>
      <Text c="dimmed">{t('auth.code.lead')}</Text>
      {hasPasskey && (
        <>
          <PasskeySignIn isMain onSignedIn={onSignedIn} />
          <Divider label={t('auth.provider.or')} />
        </>
      )}
      <CodeForm hasApp={ways.app} isMain={!(hasPasskey && support.state === 'ready')} {...{ onSignedIn, onBack }} />
      <Anchor component="button" type="button" size="sm" onClick={() => onBack()}>
        {t('auth.code.back')}
      </Anchor>
    </div>
  );
}

/** The code of the app, or a recovery code, which agents with a passkey alone have, too. */
function CodeForm({ hasApp, isMain, onSignedIn, onBack }: Omit<Props, 'ways'> & { hasApp: boolean; isMain: boolean }) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const [isRecovery, setIsRecovery] = useState(!hasApp);
  const pass = useMutation({
    mutationFn: async () => {
      await call('passSecondStep', { body: { code }, idempotencyKey: undefined });
      await onSignedIn();
    },
    onError: (error) => {
      if (isFailure(error, 'second-step-expired')) onBack(error);
      else if (isAboutCode(error)) setCode('');
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        pass.mutate();
      }}
    >
      <FormError error={isAboutCode(pass.error) ? null : pass.error} />
      <CodeField
        value={code}
        onChange={setCode}
        error={pass.error}
        recovery={{
          isOn: isRecovery,
          isOnly: !hasApp,
          onSwitch: () => {
            setIsRecovery(!isRecovery);
            setCode('');
            pass.reset();
          },
        }}
      />
      <Button type="submit" size="md" fullWidth variant={isMain ? 'filled' : 'default'} loading={pass.isPending}>
        {t('auth.signIn.submit')}
      </Button>
    </form>
  );
}
