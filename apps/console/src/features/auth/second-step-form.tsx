import { FormError } from '@guichet/ui';
import { Anchor, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { CodeField, isAboutCode } from '../../shared/forms/code-field.js';
import classes from './auth-layout.module.css';

interface Props {
  onSignedIn: () => Promise<unknown>;
  /** Back to the password; with why, where the second step is over. */
  onBack: (failure?: unknown) => void;
}

/** Asks for the code, after the password was right. */
export function SecondStepForm({ onSignedIn, onBack }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
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
      <Text c="dimmed">{t('auth.code.lead')}</Text>
      <FormError error={isAboutCode(pass.error) ? null : pass.error} />
      <CodeField
        value={code}
        onChange={setCode}
        error={pass.error}
        recovery={{
          isOn: isRecovery,
          onSwitch: () => {
            setIsRecovery(!isRecovery);
            setCode('');
            pass.reset();
          },
        }}
      />
      <Button type="submit" size="md" fullWidth loading={pass.isPending}>
        {t('auth.signIn.submit')}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={() => onBack()}>
        {t('auth.code.back')}
      </Anchor>
    </form>
  );
}
