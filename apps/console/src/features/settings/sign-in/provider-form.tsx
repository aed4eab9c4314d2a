import type { SignInProvider, SignInProviderEffects } from '@guichet/contracts';
import { FormColumn, FormError, PageForm, PageSection } from '@guichet/ui';
import { Button, Group, PasswordInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { effectsOf, ProviderEffectsDialog, takesWay } from './provider-change-effects.js';
import { changeOf, mayTakeWay, valuesOf, type ProviderFormState, type ProviderValues } from './provider-values.js';
import { signInProvidersQuery } from './sign-in-provider-queries.js';
import { SamlFields } from './saml-fields.js';
import { useFieldErrors } from './use-field-errors.js';

interface Props {
  provider: SignInProvider;
  /** Whether something is entered that is not saved. */
  onEdited: (isEdited: boolean) => void;
}

/** The settings of a provider. */
export function ProviderForm({ provider, onEdited }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const fieldErrors = useFieldErrors();
  const form = useForm<ProviderValues>({ initialValues: valuesOf(provider) });
  const [asked, setAsked] = useState<SignInProviderEffects>();
  const isEdited = form.isDirty();
  useEffect(() => onEdited(isEdited), [isEdited, onEdited]);
  const save = useMutation({
    mutationFn: (values: ProviderValues) =>
      call('updateSignInProvider', { params: { id: provider.id }, body: changeOf(provider, values) }),
    onSuccess: async (saved) => {
      setAsked(undefined);
      form.setInitialValues(valuesOf(saved));
      form.reset();
      await queryClient.invalidateQueries({ queryKey: signInProvidersQuery.queryKey });
      toast({ message: t('common.saved') });
    },
    onError: (error) => {
      setAsked(undefined);
      fieldErrors(form, error);
    },
  });
  // Whoever loses a way to sign in by it is named before it is saved.
  const look = useMutation({
    mutationFn: ({ active, passwordsAllowed, domains, issuer }: ProviderValues) =>
      effectsOf(provider.id, { active, passwordsAllowed, domains, issuer }),
    // Where no administrator is left, it is refused at once.
    onSuccess: (effects) =>
      takesWay(effects) && effects.administrators.able > 0 ? setAsked(effects) : save.mutate(form.values),
    onError: (error) => fieldErrors(form, error),
  });
  return (
    <>
      <PageForm
        isChanged={isEdited}
        isSaving={save.isPending}
        onSubmit={() => {
          form.clearErrors();
          if (mayTakeWay(provider, form.values)) look.mutate(form.values);
          else save.mutate(form.values);
        }}
      >
        <FormError error={Object.keys(form.errors).length > 0 ? null : (save.error ?? look.error)} />
        <PageSection>
          <h2>{t('signIn.access')}</h2>
          {provider.profile === 'saml' ? (
            <SamlFields
              key={provider.certificates.map(({ fingerprint }) => fingerprint).join()}
              form={form}
              stored={provider.certificates}
            />
          ) : (
            <AccessFields form={form} provider={provider} />
          )}
        </PageSection>
        <PageSection>
          <h2>{t('signIn.people')}</h2>
          <PeopleFields form={form} isProConnect={provider.profile === 'proconnect'} />
        </PageSection>
        <PageSection>
          <FormColumn>
            <Switch
              label={t('signIn.active')}
              description={t('signIn.activeHint', { name: form.values.name })}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
            <Group>
              <Button type="submit" loading={save.isPending || look.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </FormColumn>
        </PageSection>
      </PageForm>
      {/* Beside the form: what is sent in the dialog would be sent by the form, too. */}
      {asked && (
        <ProviderEffectsDialog
          name={form.values.name}
          effects={asked}
          isRemoved={!form.values.active}
          pending={save.isPending}
          error={null}
          onConfirm={() => save.mutate(form.values)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

/** What to know of the secret: that one is kept, or that the kept one goes with the issuer and the client that it was for. */
function secretHint({ values }: ProviderFormState, { hasClientSecret, issuer, clientId }: SignInProvider) {
  if (!hasClientSecret) return 'signIn.secretHint';
  return values.issuer.trim() === issuer && values.clientId.trim() === clientId
    ? 'signIn.secretKept'
    : 'signIn.secretDropped';
}

function AccessFields({ form, provider }: { form: ProviderFormState; provider: SignInProvider }) {
  const { t } = useTexts();
  const { profile } = provider;
  const hint = secretHint(form, provider);
  const isDropped = hint === 'signIn.secretDropped';
  return (
    <FormColumn>
      <TextInput
        label={t('signIn.name')}
        description={t('signIn.nameHint', { name: form.values.name || '…' })}
        required
        maxLength={60}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('signIn.issuer')}
        description={t(`signIn.issuerHint.${profile}`)}
        type="url"
        required
        maxLength={500}
        {...form.getInputProps('issuer')}
      />
      <TextInput label={t('signIn.clientId')} autoComplete="off" maxLength={500} {...form.getInputProps('clientId')} />
      <PasswordInput
        label={t('signIn.clientSecret')}
        description={t(hint)}
        descriptionProps={isDropped ? { c: 'var(--g-soon)', role: 'status' } : {}}
        // One that nobody signs in by yet may wait for its secret.
        required={isDropped && form.values.active}
        autoComplete="off"
        maxLength={1000}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showSecret') }}
        {...form.getInputProps('clientSecret')}
      />
    </FormColumn>
  );
}

function PeopleFields({ form, isProConnect }: { form: ProviderFormState; isProConnect: boolean }) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <FormColumn>
      <TagsInput
        label={t('signIn.domains')}
        description={t('signIn.domainsHint')}
        placeholder={form.values.domains.length === 0 ? 'ville.example' : ''}
        splitChars={[',', ' ', ';']}
        acceptValueOnBlur
        {...form.getInputProps('domains')}
      />
      {isProConnect && (
        <TagsInput
          label={t('signIn.sirets')}
          description={t('signIn.siretsHint')}
          splitChars={[',', ';']}
          acceptValueOnBlur
          {...form.getInputProps('sirets')}
        />
      )}
      <Switch
        label={t('signIn.createsAgents')}
        description={t('signIn.createsAgentsHint')}
        {...form.getInputProps('createsAgents', { type: 'checkbox' })}
      />
      {form.values.createsAgents && (
        <Select
          label={t('signIn.team')}
          description={t('signIn.teamHint')}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          searchable
          {...form.getInputProps('teamId')}
        />
      )}
      <Switch
        label={t('signIn.passwords')}
        description={t('signIn.passwordsHint')}
        {...form.getInputProps('passwordsAllowed', { type: 'checkbox' })}
      />
    </FormColumn>
  );
}
