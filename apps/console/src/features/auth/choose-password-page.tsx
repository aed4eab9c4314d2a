import type { OpenPasswordLink } from '@guichet/contracts';
import { ErrorState, FormError } from '@guichet/ui';
import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { NewPasswordInput, usePasswordCheck, usePasswordRefusal } from '../../shared/forms/new-password-input.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { AuthLayout } from './auth-layout.js';
import classes from './auth-layout.module.css';
import { SignInWays } from './sign-in-ways.js';

/**
 * The page to which an invitation or a link for a new password leads. Opening it uses nothing up, as scanners of mail do so, too. The
 * secret stands behind `#`, so that no server sees it in an address.
 */
export function ChoosePasswordPage() {
  const { t } = useTexts();
  const { hash: secret } = useLocation();
  const link = useQuery({
    queryKey: ['password-link', secret],
    queryFn: () => call('checkPasswordLink', { body: { secret }, idempotencyKey: undefined }),
    retry: false,
    staleTime: Infinity,
  });
  if (link.data) return <Form secret={secret} link={link.data} />;
  if (isFailure(link.error, 'not-found'))
    return (
      <AuthLayout title={t('auth.choose.overTitle')} lead={t('auth.choose.overText')}>
        <Anchor component={Link} to="/forgot-password">
          {t('auth.choose.askAgain')}
        </Anchor>
      </AuthLayout>
    );
  return (
    <AuthLayout title={t('auth.choose.title')}>
      {link.error ? (
        <ErrorState error={link.error} onRetry={() => void link.refetch()} />
      ) : (
        <Skeleton height={200} mt="md" />
      )}
    </AuthLayout>
  );
}

function Form({ secret, link }: { secret: string; link: OpenPasswordLink }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { name, email, organisation } = link;
  const purpose = link.purpose === 'invitation' ? 'invitation' : 'reset';
  const owner = { name, email, organisation };
  const check = usePasswordCheck();
  const refusal = usePasswordRefusal();
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = useMutation({
    mutationFn: () =>
      call('choosePassword', { body: { secret, password, language: shownLanguage(i18n) }, idempotencyKey: undefined }),
    onError: (error) => setWrong(refusal(error)),
  });
  if (choose.isSuccess)
    return (
      <AuthLayout title={t('auth.choose.doneTitle')} lead={t(`auth.choose.doneText.${purpose}`)}>
        {/* The link alone signs in nobody: a second step, or a provider, has its say here as anywhere. */}
        <SignInWays email={email} to={undefined} onDone={() => void navigate({ to: '/', replace: true })} />
      </AuthLayout>
    );
  const lead = t(`auth.choose.lead.${purpose}`, { name, organisation: organisation || 'Guichet' });
  return (
    <AuthLayout title={t('auth.choose.title')} lead={lead}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          const problem = check(password, owner);
          setWrong(problem);
          if (!problem) choose.mutate();
        }}
      >
        {!wrong && <FormError error={choose.error} />}
        <TextInput
          label={t('auth.signIn.email')}
          type="email"
          autoComplete="username"
          size="md"
          variant="filled"
          readOnly
          value={email}
        />
        <NewPasswordInput
          label={t('account.newPassword')}
          name="password"
          size="md"
          autoFocus
          owner={owner}
          error={wrong}
          value={password}
          onChange={(event) => {
            setWrong(null);
            setPassword(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="md" fullWidth loading={choose.isPending}>
          {t('auth.choose.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
