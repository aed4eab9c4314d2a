import { returnPath, type SignInOptions } from '@guichet/contracts';
import { FormError } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../shared/api/client.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { rememberReturnPath } from './remembered-return-path.js';
import classes from './auth-layout.module.css';

interface Props {
  providers: readonly Pick<SignInOptions['providers'][number], 'id' | 'name'>[];
  /** The path of the console to return to. */
  to: string | undefined;
  /** They are the way to sign in, and no password is. */
  isMain: boolean;
  /** Whether the agent proves anew who they are, though they may be signed in there still. */
  isAgain?: boolean;
}

/** Leads to the page of a provider, and from there back to a path of the console. */
export function useBeginSignIn(to: string | undefined, isAgain = false) {
  const path = returnPath(to) ?? '/';
  return useMutation({
    mutationFn: (id: string) =>
      call('beginSignIn', { params: { id }, body: { to: path, again: isAgain }, idempotencyKey: undefined }),
    onSuccess: ({ url }) => {
      rememberReturnPath(path);
      window.location.assign(url);
    },
  });
}

/** A button for each provider, which leads to its page. */
export function ProviderButtons({ providers, to, isMain, isAgain = false }: Props) {
  const { t } = useTexts();
  const begin = useBeginSignIn(to, isAgain);
  return (
    <div className={classes.form}>
      <FormError error={begin.error} />
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          type="button"
          size="md"
          fullWidth
          className={classes.provider}
          variant={isMain ? 'filled' : 'default'}
          leftSection={<IconLogin2 size={18} stroke={1.75} aria-hidden />}
          // The page goes away in a moment: the button shows it until then.
          loading={begin.variables === id && (begin.isPending || begin.isSuccess)}
          onClick={() => begin.mutate(id)}
        >
          {t('auth.provider.signIn', { name })}
        </Button>
      ))}
    </div>
  );
}
