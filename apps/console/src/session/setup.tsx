import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get, post } from '../api/client.js';
import { queryClient } from '../query-client.js';
import { FormFailure } from '../shell/form.js';
import { Door } from './door.js';
import classes from './door.module.css';

const route = getRouteApi('/setup');

export function SetUp() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { token } = route.useSearch();
  const state = useQuery({ queryKey: ['setup'], queryFn: () => get<{ open: boolean }>('/setup') });
  const form = useForm({
    initialValues: { name: '', email: '', password: '', team: '' },
    validate: { password: (value) => (value.length < 12 ? t('account.passwordHint') : null) },
  });

  const create = useMutation({
    mutationFn: async ({ team, ...values }: typeof form.values) => {
      await post('/setup', { ...values, token, ...(team.trim() && { team }) }, { idempotencyKey: undefined });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      await navigate({ to: '/settings/channels', replace: true });
    },
  });

  if (state.data?.open === false)
    return (
      <Door title={t('setup.doneTitle')} lead={t('setup.doneText')}>
        <Anchor component={Link} to="/sign-in">
          {t('signIn.submit')}
        </Anchor>
      </Door>
    );

  return (
    <Door title={t('setup.title')} lead={t('setup.lead')}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <FormFailure error={create.error} />
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
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('signIn.password')}
          description={t('account.passwordHint')}
          autoComplete="new-password"
          size="md"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('setup.team')}
          description={t('setup.teamHint')}
          size="md"
          {...form.getInputProps('team')}
        />
        <Button type="submit" size="md" fullWidth loading={create.isPending}>
          {t('setup.submit')}
        </Button>
      </form>
    </Door>
  );
}
