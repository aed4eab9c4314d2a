import type { SignInProfile } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { signInProvidersQuery } from './queries.js';
import { useFieldErrors } from './use-field-errors.js';

/** Begins with what is known before anything is registered at the provider; the rest is entered on its page. */
export function AddProviderDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const fieldErrors = useFieldErrors();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({ initialValues: { profile: 'proconnect' as SignInProfile, name: 'ProConnect', issuer: '' } });
  const add = useMutation({
    mutationFn: (body: typeof form.values) => call('createSignInProvider', { body, idempotencyKey: attempt }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: signInProvidersQuery.queryKey });
      await navigate({ to: '/settings/sign-in/$providerId', params: { providerId: id } });
    },
    onError: (error) => fieldErrors(form, error),
  });
  const { profile } = form.values;
  return (
    <FormDialog
      title={t('signIn.add')}
      error={Object.keys(form.errors).length > 0 ? null : add.error}
      submit={t('signIn.goOn')}
      pending={add.isPending}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('signIn.profile.label')}
        data={(['proconnect', 'generic'] as const).map((value) => ({ value, label: t(`signIn.profile.${value}`) }))}
        value={profile}
        onChange={(value) => form.setValues({ profile: value, name: value === 'proconnect' ? 'ProConnect' : '' })}
      />
      <TextInput
        label={t('signIn.name')}
        description={t('signIn.nameHint', { name: form.values.name || '…' })}
        required
        maxLength={60}
        {...form.getInputProps('name')}
      />
      <TextInput
        data-autofocus
        label={t('signIn.issuer')}
        description={t(`signIn.issuerHint.${profile}`)}
        placeholder={profile === 'proconnect' ? 'https://…/api/v2' : 'https://…'}
        type="url"
        required
        maxLength={500}
        {...form.getInputProps('issuer')}
      />
    </FormDialog>
  );
}
