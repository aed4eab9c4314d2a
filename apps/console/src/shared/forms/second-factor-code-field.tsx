import { Anchor, TextInput } from '@mantine/core';
import { useId } from 'react';
import { isFailure } from '../api/failure.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';

interface Props {
  value: string;
  onChange: (code: string) => void;
  /** Why the last attempt was refused; what concerns the code stands below the field. */
  error: unknown;
  /** Switches between the code of the app and a recovery code. Without it, only the former is asked for. */
  recovery?: {
    isOn: boolean;
    /** There is no app, and a recovery code is all that can be entered. */
    isOnly?: boolean;
    onSwitch: () => void;
  };
}

/** Whether a failure is about the code itself, which `CodeField` says in place. */
export const isAboutCode = (error: unknown): boolean =>
  isFailure(error, 'wrong-code') || (isFailure(error) && error.field('code') !== undefined);

/** The one field for a code of an authenticator app, or for a recovery code. */
export function CodeField({ value, onChange, error, recovery }: Props) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const id = useId();
  const isRecovery = recovery?.isOn ?? false;
  return (
    <div>
      <TextInput
        // Another field, so that the browser offers what belongs to it.
        key={String(isRecovery)}
        id={id}
        label={t(isRecovery ? 'auth.code.recovery' : 'auth.code.label')}
        description={t(isRecovery ? 'auth.code.recoveryHint' : 'auth.code.hint')}
        name={isRecovery ? 'recovery-code' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        size="md"
        required
        withAsterisk={false}
        autoFocus
        data-autofocus
        maxLength={40}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={isAboutCode(error) ? problemText(error) : undefined}
        styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.08em' } }}
      />
      {recovery && !recovery.isOnly && (
        <Anchor component="button" type="button" size="sm" mt={8} onClick={recovery.onSwitch}>
          {t(isRecovery ? 'auth.code.useApp' : 'auth.code.useRecovery')}
        </Anchor>
      )}
    </div>
  );
}
