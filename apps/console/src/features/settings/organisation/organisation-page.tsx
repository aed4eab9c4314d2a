import type { Organisation } from '@guichet/contracts';
import { ErrorState, FormColumn, FormError, Hint, PageForm, PageHead, PageLead, PageSection } from '@guichet/ui';
import { Button, Group, NumberInput, Select, Skeleton, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callWithEtag } from '../../../shared/api/client.js';
import { organisationQuery } from '../../../shared/api/queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { setTownZone } from '../../../shared/i18n/organisation-time-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Who answers, as templates and letters say it. */
export function OrganisationPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(organisationQuery);
  return (
    <>
      <PageHead>
        <h1>{t('settings.organisation')}</h1>
      </PageHead>
      <PageLead>{t('organisation.lead')}</PageLead>
      {error && !data ? (
        <ErrorState error={error} what={t('organisation.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Fields organisation={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** What an empty number is while it is typed. */
type Typed = Omit<Organisation, 'responseDays'> & { responseDays: number | '' };

function Fields({ organisation }: { organisation: Organisation }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const form = useForm<Typed>({ initialValues: { ...organisation, responseDays: organisation.responseDays ?? '' } });
  const save = useMutation({
    mutationFn: async ({ responseDays, ...values }: Typed) => {
      const body: Organisation = { ...values, responseDays: responseDays === '' ? null : responseDays };
      return (await callWithEtag('saveOrganisation', { body })).data;
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(organisationQuery.queryKey, saved);
      setTownZone(saved.timeZone);
      form.resetDirty();
      toast({ message: t('common.saved') });
    },
  });
  return (
    <PageForm
      isChanged={form.isDirty()}
      isSaving={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <FormError error={save.error} />
      <PageSection>
        <h2>{t('organisation.who')}</h2>
        <Hint>{t('organisation.whoHint')}</Hint>
        <FormColumn>
          <TextInput label={t('organisation.name')} maxLength={120} {...form.getInputProps('name')} />
          <Textarea
            label={t('organisation.address')}
            description={t('organisation.addressHint')}
            autosize
            minRows={3}
            maxLength={400}
            {...form.getInputProps('address')}
          />
        </FormColumn>
      </PageSection>
      <PageSection>
        <h2>{t('organisation.reach')}</h2>
        <Hint>{t('organisation.reachHint')}</Hint>
        <FormColumn>
          <TextInput label={t('organisation.mail')} type="email" maxLength={254} {...form.getInputProps('mail')} />
          <TextInput label={t('organisation.phone')} type="tel" maxLength={40} {...form.getInputProps('phone')} />
          <Group grow>
            <TextInput label={t('organisation.opensAt')} type="time" {...form.getInputProps('opensAt')} />
            <TextInput label={t('organisation.closesAt')} type="time" {...form.getInputProps('closesAt')} />
          </Group>
          <Select
            label={t('organisation.timeZone')}
            description={t('organisation.timeZoneHint')}
            data={zones}
            searchable
            allowDeselect={false}
            {...form.getInputProps('timeZone')}
          />
          <TextInput
            label={t('organisation.emergency')}
            description={t('organisation.emergencyHint')}
            maxLength={120}
            {...form.getInputProps('emergency')}
          />
        </FormColumn>
      </PageSection>
      <PageSection>
        <h2>{t('organisation.promises')}</h2>
        <Hint>{t('organisation.promisesHint')}</Hint>
        <FormColumn>
          <NumberInput
            label={t('organisation.responseDays')}
            min={1}
            max={365}
            allowDecimal={false}
            {...form.getInputProps('responseDays')}
          />
          <TextInput
            label={t('organisation.court')}
            description={t('organisation.courtHint')}
            maxLength={160}
            {...form.getInputProps('court')}
          />
          <TextInput
            label={t('organisation.mediator')}
            description={t('organisation.mediatorHint')}
            maxLength={300}
            {...form.getInputProps('mediator')}
          />
        </FormColumn>
      </PageSection>
      <PublishedSection form={form} />
      <SendersSection form={form} />
      <NotificationsSection form={form} />
      <SessionsSection form={form} />
      <TemplatesSection form={form} isSaving={save.isPending} />
    </PageForm>
  );
}

/** What replies may name to everybody, so that nobody is asked about it before sending. */
function PublishedSection({ form }: { form: UseFormReturnType<Typed> }) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('organisation.publishedTitle')}</h2>
      <Hint>{t('organisation.publishedHint')}</Hint>
      <FormColumn>
        <Textarea
          label={t('organisation.published')}
          description={t('organisation.publishedLines')}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={20_000}
          {...form.getInputProps('published')}
        />
      </FormColumn>
    </PageSection>
  );
}

/** What becomes of replies of which nobody can say who wrote them. */
function SendersSection({ form }: { form: UseFormReturnType<Typed> }) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('organisation.senders')}</h2>
      <Hint>{t('organisation.sendersHint')}</Hint>
      <FormColumn>
        <Select
          label={t('organisation.unauthenticatedMail')}
          description={t('organisation.unauthenticatedMailHint')}
          data={(['suggest', 'thread'] as const).map((value) => ({
            value,
            label: t(`organisation.unauthenticated.${value}`),
          }))}
          allowDeselect={false}
          {...form.getInputProps('unauthenticatedMail')}
        />
      </FormColumn>
    </PageSection>
  );
}

/** What notifications of agents may say where Guichet does not decide who reads them. */
function NotificationsSection({ form }: { form: UseFormReturnType<Typed> }) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('organisation.notifications')}</h2>
      <Hint>{t('organisation.notificationsHint')}</Hint>
      <FormColumn>
        <Switch
          label={t('organisation.subjectsInNotifications')}
          description={t('organisation.subjectsInNotificationsHint')}
          {...form.getInputProps('subjectsInNotifications', { type: 'checkbox' })}
        />
      </FormColumn>
    </PageSection>
  );
}

/** When sessions end. */
function SessionsSection({ form }: { form: UseFormReturnType<Typed> }) {
  const { t } = useTexts();
  // An integration may have set another one.
  const usual = [15, 30, 60, 120, 240, 480, 720, 1440];
  const minutes = [...new Set([...usual, form.values.sessionIdleMinutes])].sort((a, b) => a - b);
  const shown = (count: number) =>
    count < 60 ? t('organisation.minutes', { count }) : t('organisation.hours', { count: count / 60 });
  return (
    <PageSection>
      <h2>{t('organisation.sessions')}</h2>
      <Hint>{t('organisation.sessionsHint')}</Hint>
      <FormColumn>
        <Select
          label={t('organisation.sessionIdle')}
          description={t('organisation.sessionIdleHint')}
          data={minutes.map((count) => ({ value: String(count), label: shown(count) }))}
          allowDeselect={false}
          value={String(form.values.sessionIdleMinutes)}
          onChange={(value) => form.setFieldValue('sessionIdleMinutes', Number(value))}
        />
        <NumberInput
          label={t('organisation.sessionDays')}
          description={t('organisation.sessionDaysHint')}
          min={1}
          max={30}
          allowDecimal={false}
          required
          withAsterisk={false}
          {...form.getInputProps('sessionDays')}
        />
        <NumberInput
          label={t('organisation.serviceSecretDays')}
          description={t('organisation.serviceSecretDaysHint')}
          min={1}
          max={730}
          allowDecimal={false}
          required
          withAsterisk={false}
          {...form.getInputProps('serviceSecretDays')}
        />
      </FormColumn>
    </PageSection>
  );
}

/** Who may approve templates. It is the last section, and has the button that saves all. */
function TemplatesSection({ form, isSaving }: { form: UseFormReturnType<Typed>; isSaving: boolean }) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('organisation.templates')}</h2>
      <Hint>{t('organisation.templatesHint')}</Hint>
      <FormColumn>
        <Switch
          label={t('organisation.fourEyesApproval')}
          description={t('organisation.fourEyesApprovalHint')}
          {...form.getInputProps('fourEyesApproval', { type: 'checkbox' })}
        />
        <Group>
          <Button type="submit" loading={isSaving}>
            {t('common.save')}
          </Button>
        </Group>
      </FormColumn>
    </PageSection>
  );
}
