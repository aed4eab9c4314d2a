import { Language, type ChannelKind, type MetricName, type Report, type WriteReport } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { callWithEtag } from '../../../shared/api/client.js';
import { agentsQuery } from '../../../shared/api/queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { boardQuery, metricsQuery } from '../dashboard-queries.js';
import classes from './scheduled-reports-page.module.css';

const everies = ['day', 'week', 'month'] as const;
const groups = ['team', 'channel', 'caseType', 'agent', 'day', 'week', 'month'] as const;
const usual: MetricName[] = ['contacts', 'first-response', 'on-time', 'backlog'];

/** The values of a report as they are edited, and how they are saved. */
function useReportForm(report: Report | undefined, timeZone: string, onSaved: () => void) {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const { agent } = useSession();
  const form = useForm({
    initialValues: {
      name: report?.name ?? '',
      every: report?.every ?? 'week',
      hour: String(report?.hour ?? 7),
      metrics: report?.metrics ?? usual,
      groupBy: report?.groupBy ?? 'team',
      team: report?.team ?? '',
      channel: report?.channel ?? '',
      language: report?.language ?? shownLanguage(i18n),
      agentIds: report?.agentIds ?? [agent.id],
      active: report?.active ?? true,
    },
    validate: {
      metrics: (value) => (value.length ? null : t('dashboards.reports.needsMetric')),
      agentIds: (value) => (value.length ? null : t('dashboards.reports.needsAgent')),
    },
  });
  const save = useMutation({
    mutationFn: ({ hour, team, channel, ...rest }: typeof form.values) => {
      const body: WriteReport = {
        ...rest,
        hour: Number(hour),
        timeZone,
        team: team || null,
        channel: (channel || null) as ChannelKind | null,
      };
      return report
        ? callWithEtag('replaceReport', { params: { id: report.id }, body })
        : callWithEtag('createReport', { body });
    },
    onSuccess: () => {
      onSaved();
      return queryClient.invalidateQueries({ queryKey: ['reports'] });
    },
  });
  return { form, save };
}
type Form = ReturnType<typeof useReportForm>['form'];

/** How often the report is sent, and at what hour. */
function Schedule({ form, timeZone }: { form: Form; timeZone: string }) {
  const { t } = useTexts();
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t('dashboards.reports.every')}
        data={everies.map((value) => ({ value, label: t(`dashboards.reports.everies.${value}`) }))}
        {...form.getInputProps('every')}
      />
      <NativeSelect
        label={t('dashboards.reports.hour', { zone: placeOfZone(timeZone) })}
        data={Array.from({ length: 24 }, (_, hour) => ({
          value: String(hour),
          label: t('dashboards.reports.hourOf', { hour }),
        }))}
        {...form.getInputProps('hour')}
      />
    </div>
  );
}

/** What the figures are about, and the language of the mail. */
function Scope({ form, teams }: { form: Form; teams: readonly { id: string; name: string }[] }) {
  const { t } = useTexts();
  const words = useChannelTexts();
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t('dashboards.history.split')}
        data={groups.map((value) => ({
          value,
          label:
            value === 'day' || value === 'week' || value === 'month'
              ? t(`dashboards.history.granularity.${value}`)
              : t(`dashboards.${value}`),
        }))}
        {...form.getInputProps('groupBy')}
      />
      <NativeSelect
        label={t('dashboards.reports.language')}
        data={Language.options.map((value) => ({ value, label: t(`templates.language.${value}`) }))}
        {...form.getInputProps('language')}
      />
      <NativeSelect
        label={t('dashboards.team')}
        data={[
          { value: '', label: t('dashboards.history.all.team') },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.getInputProps('team')}
      />
      <NativeSelect
        label={t('dashboards.channel')}
        data={[
          { value: '', label: t('dashboards.history.all.channel') },
          ...words.kinds.map(({ kind }) => ({ value: kind, label: words.title(kind) })),
        ]}
        {...form.getInputProps('channel')}
      />
    </div>
  );
}

/** A report that is mailed on a schedule: its figures, its recipients and its time. */
export function ReportForm({ report, onClose }: { report: Report | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const { data: board } = useQuery({ ...boardQuery, staleTime: Infinity });
  const { data: metrics = [] } = useQuery(metricsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const timeZone = report?.timeZone ?? board?.timeZone ?? 'Europe/Paris';
  const { form, save } = useReportForm(report, timeZone, onClose);
  return (
    <FormDialog
      title={t(report ? 'dashboards.reports.change' : 'dashboards.reports.create')}
      size={600}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('dashboards.reports.name')}
        required
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <Schedule form={form} timeZone={timeZone} />
      <MultiSelect
        label={t('dashboards.reports.metrics')}
        required
        searchable
        data={metrics.map(({ name }) => ({ value: name, label: t(`dashboards.metric.${name}.title`) }))}
        {...form.getInputProps('metrics')}
      />
      <Scope form={form} teams={board?.teams ?? []} />
      <MultiSelect
        label={t('dashboards.reports.recipients')}
        description={t('dashboards.reports.recipientsHint')}
        required
        searchable
        data={agents.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('agentIds')}
      />
      <Switch label={t('dashboards.reports.active')} {...form.getInputProps('active', { type: 'checkbox' })} />
    </FormDialog>
  );
}
