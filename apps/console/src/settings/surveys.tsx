import type { SurveySettings } from '@guichet/contracts';
import { Button, Group, MultiSelect, NumberInput, Skeleton, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.js';
import { kindsQuery, surveySettingsQuery } from '../api/queries.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useMay } from '../session/use-session.js';
import { FormFailure } from '../shell/form.js';
import { toast } from '../shell/toast.js';
import { Trouble } from '../shell/trouble.js';
import classes from './settings.module.css';

/** Whether, when and by which way citizens are asked how it went. */
export function Surveys() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(surveySettingsQuery);
  return (
    <>
      <header className={classes.head}>
        <h1>{t('surveys.title')}</h1>
      </header>
      <p className={classes.lead}>{t('surveys.lead')}</p>
      {error && !data ? (
        <Trouble error={error} what={t('surveys.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Fields settings={data} />
      ) : (
        <Skeleton height={360} />
      )}
    </>
  );
}

function Fields({ settings }: { settings: SurveySettings }) {
  const { t } = useTranslation();
  const may = useMay();
  const words = useChannelWords();
  const queryClient = useQueryClient();
  const { data: kinds = [] } = useQuery(kindsQuery);
  const form = useForm<SurveySettings>({ initialValues: settings });
  const save = useMutation({
    mutationFn: async (body: SurveySettings) =>
      (await request<SurveySettings>('PUT', '/surveys/settings', { body })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData(surveySettingsQuery.queryKey, saved);
      form.resetDirty();
      toast({ message: t('saved') });
    },
  });
  const isFixed = !may('survey.manage');
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <FormFailure error={save.error} />
      <section className={classes.part}>
        <h2>{t('surveys.who')}</h2>
        <div className={classes.form}>
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
            label={t('surveys.exceptKinds')}
            data={kinds.map(({ id, name }) => ({ value: id, label: name }))}
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
        </div>
      </section>
      <section className={classes.part}>
        <h2>{t('surveys.when')}</h2>
        <div className={classes.form}>
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
                {t('save')}
              </Button>
            </Group>
          )}
        </div>
      </section>
    </form>
  );
}
