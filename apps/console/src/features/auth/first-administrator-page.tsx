import { FormError } from '@guichet/ui';
import { Anchor, Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { call } from '../../shared/api/client.js';
import { queryClient } from '../../shared/api/query-client.js';
import { NewPasswordInput, usePasswordCheck, usePasswordRefusal } from '../../shared/forms/new-password-input.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { AuthLayout } from './auth-layout.js';
import classes from './auth-layout.module.css';

const route = getRouteApi('/setup');

/** The page of a new installation on which the first administrator is created. */
export function FirstAdministratorPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { token } = route.useSearch();
  const passwordProblem = usePasswordCheck();
  const state = useQuery({ queryKey: ['setup'], queryFn: () => call('getSetup') });
  const form = useForm({
    initialValues: { name: '', email: '', password: '', team: '' },
    validate: { password: (value, values) => passwordProblem(value, values) },
  });
  const refusal = usePasswordRefusal();

  const create = useMutation({
    mutationFn: async ({ team, ...values }: typeof form.values) => {
      await call('setUp', {
        body: { ...values, token: token ?? '', ...(team.trim() && { team }) },
        idempotencyKey: undefined,
      });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      await navigate({ to: '/settings/channels', replace: true });
    },
    onError: (error) => form.setFieldError('password', refusal(error)),
  });

  if (state.data?.open === false)
    return (
      <AuthLayout title={t('auth.setup.doneTitle')} lead={t('auth.setup.doneText')}>
        <Anchor component={Link} to="/sign-in">
          {t('auth.signIn.submit')}
        </Anchor>
      </AuthLayout>
    );

  return (
    <AuthLayout title={t('auth.setup.title')} lead={t('auth.setup.lead')}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => create.mutate(values))}>
        {!form.errors.password && <FormError error={create.error} />}
        <TextInput
          label={t('account.name')}
          autoComplete="name"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('auth.signIn.email')}
          type="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <NewPasswordInput
          label={t('auth.signIn.password')}
          size="md"
          owner={form.values}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('auth.setup.team')}
          description={t('auth.setup.teamHint')}
          size="md"
          {...form.getInputProps('team')}
        />
        <Button type="submit" size="md" fullWidth loading={create.isPending}>
          {t('auth.setup.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
