import type { SignInProfile } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MetadataField } from './metadata-field.js';
import { signInProvidersQuery } from './sign-in-provider-queries.js';
import { useFieldErrors } from './use-field-errors.js';

interface Begun {
  profile: SignInProfile;
  name: string;
  issuer: string;
  /** SAML: the metadata of the provider; empty: they come later. */
  xml: string;
}

/** Returns what is stored first. Throws what is wrong with the metadata. */
async function wantedOf({ profile, name, issuer, xml }: Begun) {
  if (profile !== 'saml') return { profile, name, issuer };
  if (xml.trim() === '') return { profile, name };
  const facts = await call('readSamlMetadata', { body: { xml }, idempotencyKey: undefined });
  return { profile, name, ...facts, certificates: facts.certificates.map(({ pem }) => pem) };
}

/** Begins with what is known before anything is registered at the provider; the rest is entered on its page. */
export function AddProviderDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const fieldErrors = useFieldErrors();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm<Begun>({ initialValues: { profile: 'proconnect', name: 'ProConnect', issuer: '', xml: '' } });
  const add = useMutation({
    mutationFn: async (values: Begun) =>
      call('createSignInProvider', { body: await wantedOf(values), idempotencyKey: attempt }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: signInProvidersQuery.queryKey });
      await navigate({ to: '/settings/sign-in/$providerId', params: { providerId: id } });
    },
    onError: (error) => fieldErrors(form, error),
  });
  const { profile } = form.values;
  const isPhone = useMediaQuery('(max-width: 768px)');
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
        orientation={isPhone ? 'vertical' : 'horizontal'}
        size={isPhone ? 'md' : 'sm'}
        aria-label={t('signIn.profile.label')}
        data={(['proconnect', 'generic', 'saml'] as const).map((value) => ({
          value,
          label: t(`signIn.profile.${value}`),
        }))}
        value={profile}
        onChange={(value) => {
          form.setValues({ profile: value, name: value === 'proconnect' ? 'ProConnect' : '' });
          form.clearErrors();
        }}
      />
      <TextInput
        label={t('signIn.name')}
        description={t('signIn.nameHint', { name: form.values.name || '…' })}
        required
        maxLength={60}
        {...form.getInputProps('name')}
      />
      {profile === 'saml' ? (
        <MetadataField
          value={form.values.xml}
          error={form.errors['xml']}
          description={t('signIn.saml.metadataLater')}
          onText={(xml) => form.setFieldValue('xml', xml)}
        />
      ) : (
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
      )}
    </FormDialog>
  );
}
