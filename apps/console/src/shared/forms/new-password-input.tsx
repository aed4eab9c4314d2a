import { passwordWeakness, type PasswordOwner } from '@guichet/contracts';
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { isFailure } from '../api/failure.js';
import { useReasonText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';

const SHORTEST = 12;
const LONGEST = 128;

/** Returns a check of a new password, as far as it needs no list: what is wrong with it in words, or null. */
export function usePasswordCheck() {
  const { t } = useTexts();
  const reasonText = useReasonText();
  return (password: string, owner: PasswordOwner): string | null => {
    if (password.length < SHORTEST) return t('account.passwordHint');
    if (password.length > LONGEST) return reasonText('text-too-long', { max: LONGEST });
    const weakness = passwordWeakness(password, owner);
    return weakness && reasonText(weakness);
  };
}

/** Returns what the server said of a new password; null where it said nothing of it. */
export function usePasswordRefusal() {
  const reasonText = useReasonText();
  return (error: unknown): string | null => {
    const problem = isFailure(error) ? error.field('password') : undefined;
    return problem?.reason ? reasonText(problem.reason, problem.data) : null;
  };
}

interface Props extends PasswordInputProps {
  value?: string;
  owner: PasswordOwner;
}

/**
 * The field of a new password. It says what is needed, and from the shortest length on what makes a password easy to guess,
 * while it is typed or pasted.
 */
export function NewPasswordInput({ owner, error, value = '', ...input }: Props) {
  const { t } = useTexts();
  const check = usePasswordCheck();
  const shown = error ?? (value.length >= SHORTEST ? check(value, owner) : null);
  return (
    <PasswordInput
      // The error says what matters more, and takes its place.
      description={shown ? undefined : t('account.passwordHint')}
      error={shown}
      aria-invalid={Boolean(shown)}
      autoComplete="new-password"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
      value={value}
      {...input}
    />
  );
}
