import { FormColumn, FormError, Hint, PageForm, PageSection } from '@guichet/ui';
import { Button, PasswordInput, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { organisationQuery, sessionsQuery, tokensQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { NewPasswordInput, usePasswordCheck, usePasswordRefusal } from '../../../shared/forms/new-password-input.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';

/** Says before a password is changed what ends with the old one. Null: nothing but this session is open. */
function useDeactivationEffects(): string | null {
  const { t } = useTexts();
  const { data: sessions = [] } = useQuery(sessionsQuery);
  const { data: tokens = [] } = useQuery(tokensQuery);
  const others = sessions.filter(({ current }) => !current).length;
  const parts = [
    others > 0 && t('account.otherSessions', { count: others }),
    tokens.length > 0 && t('account.apiTokens', { count: tokens.length }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? t('account.whatEnds', { what: parts.join(t('account.and')) }) : null;
}

/** The agent's own password. */
export function OwnPassword() {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const { data: organisation } = useQuery(organisationQuery);
  const owner = { name: agent.name, email: agent.email, organisation: organisation?.name ?? '' };
  const check = usePasswordCheck();
  const refusal = usePasswordRefusal();
  const whatEnds = useDeactivationEffects();
  const form = useForm({
    initialValues: { currentPassword: '', password: '' },
    validate: { password: (value) => check(value, owner) },
  });
  const save = useMutation({
    mutationFn: (body: typeof form.values) => call('updateMe', { body }),
    onSuccess: async () => {
      form.reset();
      toast({ message: t('account.passwordChanged') });
      await Promise.all(
        [['sessions'] as const, ['tokens'] as const].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => form.setFieldError('password', refusal(error)),
  });
  return (
    <PageSection>
      <h2>{t('account.password')}</h2>
      <Hint>{t('account.passwordLead')}</Hint>
      <PageForm
        isChanged={form.isDirty()}
        isSaving={save.isPending}
        onSubmit={form.onSubmit((values) => save.mutate(values))}
      >
        <FormColumn>
          {!form.errors.password && <FormError error={save.error} />}
          <PasswordInput
            label={t('account.currentPassword')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
            {...form.getInputProps('currentPassword')}
          />
          <NewPasswordInput label={t('account.newPassword')} owner={owner} {...form.getInputProps('password')} />
          {whatEnds && form.values.password && (
            <Text size="sm" role="status">
              {whatEnds}
            </Text>
          )}
          <Button type="submit" variant="default" loading={save.isPending} style={{ alignSelf: 'start' }}>
            {t('account.changePassword')}
          </Button>
        </FormColumn>
      </PageForm>
    </PageSection>
  );
}
