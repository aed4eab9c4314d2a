import { FormError } from '@guichet/ui';
import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api/client.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { AuthLayout } from './auth-layout.js';
import { signInOptionsQuery } from '../../shared/passkeys/sign-in-options-and-passkeys.js';
import classes from './auth-layout.module.css';

/** Asks for a mail by which a new password is chosen, where one can be sent. It says the same whether the address is known or not. */
export function ForgotPasswordPage() {
  const { t, i18n } = useTranslation();
  const [email, setEmail] = useState('');
  const options = useQuery(signInOptionsQuery);
  const ask = useMutation({
    mutationFn: () =>
      call('forgotPassword', { body: { email, language: shownLanguage(i18n) }, idempotencyKey: undefined }),
  });
  const back = (
    <Anchor component={Link} to="/sign-in">
      {t('auth.forgot.back')}
    </Anchor>
  );
  // Where this is not known, the form is better than nothing.
  if (options.data?.mailsPasswords === false)
    return (
      <AuthLayout title={t('auth.forgot.title')} lead={t('auth.forgot.noMail')}>
        {back}
      </AuthLayout>
    );
  if (options.isPending)
    return (
      <AuthLayout title={t('auth.forgot.title')}>
        <Skeleton height={180} />
      </AuthLayout>
    );
  if (ask.isSuccess)
    return (
      <AuthLayout title={t('auth.forgot.sentTitle')} lead={t('auth.forgot.sentText', { email })}>
        <p className={classes.lead}>{t('auth.forgot.nothingCame')}</p>
        {back}
      </AuthLayout>
    );
  return (
    <AuthLayout title={t('auth.forgot.title')} lead={t('auth.forgot.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <FormError error={ask.error} />
        <TextInput
          label={t('auth.signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={ask.isPending}>
          {t('auth.forgot.submit')}
        </Button>
        {back}
      </form>
    </AuthLayout>
  );
}
