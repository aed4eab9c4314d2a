import type { SurveySettings } from '@guichet/contracts';
import { ErrorState, FormColumn, FormError, PageForm, PageHead, PageLead, PageSection } from '@guichet/ui';
import { Button, Group, MultiSelect, NumberInput, Skeleton, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callWithEtag } from '../../../shared/api/client.js';
import { caseTypesQuery, surveySettingsQuery } from '../../../shared/api/queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The page that sets whether, when and by which channel citizens get a survey. */
export function SurveySettingsPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(surveySettingsQuery);
  return (
    <>
      <PageHead>
        <h1>{t('surveys.title')}</h1>
      </PageHead>
      <PageLead>{t('surveys.lead')}</PageLead>
      {error && !data ? (
        <ErrorState error={error} what={t('surveys.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Fields settings={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

function Fields({ settings }: { settings: SurveySettings }) {
  const { t } = useTexts();
  const may = useMay();
  const words = useChannelTexts();
  const queryClient = useQueryClient();
  const { data: caseTypes = [] } = useQuery(caseTypesQuery);
  const form = useForm<SurveySettings>({ initialValues: settings });
  const save = useMutation({
    mutationFn: async (body: SurveySettings) => (await callWithEtag('saveSurveySettings', { body })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData(surveySettingsQuery.queryKey, saved);
      form.resetDirty();
      toast({ message: t('common.saved') });
    },
  });
  const isFixed = !may('survey.manage');
  return (
    <PageForm
      isChanged={form.isDirty()}
      isSaving={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <FormError error={save.error} />
      <PageSection>
        <h2>{t('surveys.who')}</h2>
        <FormColumn>
          <Switch
            label={t('surveys.active')}
            description={t('surveys.activeHint')}
            disabled={isFixed}
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
          <MultiSelect
            label={t('surveys.channels')}
            description={t('surveys.channelsHint')}
            data={words.kinds
              .filter(({ capabilities }) => !capabilities.recorded)
              .map(({ kind }) => ({ value: kind, label: words.title(kind) }))}
            disabled={isFixed}
            {...form.getInputProps('channels')}
          />
          <MultiSelect
            label={t('surveys.exceptCaseTypes')}
            data={caseTypes.map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            disabled={isFixed}
            {...form.getInputProps('exceptKinds')}
          />
          <Switch
            label={t('surveys.confidential')}
            description={t('surveys.confidentialHint')}
            disabled={isFixed}
            {...form.getInputProps('confidential', { type: 'checkbox' })}
          />
        </FormColumn>
      </PageSection>
      <PageSection>
        <h2>{t('surveys.when')}</h2>
        <FormColumn>
          <NumberInput
            label={t('surveys.delayHours')}
            description={t('surveys.delayHint')}
            min={0}
            max={720}
            allowDecimal={false}
            required
            disabled={isFixed}
            {...form.getInputProps('delayHours')}
          />
          <NumberInput
            label={t('surveys.pauseDays')}
            description={t('surveys.pauseHint')}
            min={0}
            max={365}
            allowDecimal={false}
            required
            disabled={isFixed}
            {...form.getInputProps('pauseDays')}
          />
          {!isFixed && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          )}
        </FormColumn>
      </PageSection>
    </PageForm>
  );
}
