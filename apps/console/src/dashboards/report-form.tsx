import type { ChannelKind, MetricName, Report, WriteReport } from '@guichet/contracts';
import { MultiSelect, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.js';
import { agentsQuery } from '../api/queries.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useSession } from '../session/use-session.js';
import { FormDialog } from '../shell/form-dialog.js';
import { boardQuery, metricsQuery } from './queries.js';
import classes from './reports.module.css';

const everies = ['day', 'week', 'month'] as const;
const groups = ['team', 'channel', 'kind', 'agent', 'day', 'week', 'month'] as const;
const usual: MetricName[] = ['contacts', 'first-response', 'on-time', 'backlog'];

/** What is told, of whom, to whom, and when. */
export function ReportForm({ report, onClose }: { report: Report | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const queryClient = useQueryClient();
  const words = useChannelWords();
  const { agent } = useSession();
  const { data: board } = useQuery({ ...boardQuery, staleTime: Infinity });
  const { data: metrics = [] } = useQuery(metricsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const timeZone = report?.timeZone ?? board?.timeZone ?? 'Europe/Paris';
  const form = useForm({
    initialValues: {
      name: report?.name ?? '',
      every: report?.every ?? 'week',
      hour: String(report?.hour ?? 7),
      metrics: report?.metrics ?? usual,
      groupBy: report?.groupBy ?? 'team',
      team: report?.team ?? '',
      channel: report?.channel ?? '',
      language: report?.language ?? (i18n.language === 'fr' ? 'fr' : 'en'),
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
      return report ? request('PUT', `/reports/${report.id}`, { body }) : request('POST', '/reports', { body });
    },
    onSuccess: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['reports'] });
    },
  });
  return (
    <FormDialog
      title={t(report ? 'dashboards.reports.change' : 'dashboards.reports.create')}
      size={600}
      error={save.error}
      submit={t('save')}
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
      <div className={classes.pair}>
        <NativeSelect
          label={t('dashboards.reports.every')}
          data={everies.map((value) => ({ value, label: t(`dashboards.reports.everies.${value}`) }))}
          {...form.getInputProps('every')}
        />
        <NativeSelect
          label={t('dashboards.reports.hour', { zone: timeZone.replaceAll('_', ' ') })}
          data={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour} h` }))}
          {...form.getInputProps('hour')}
        />
      </div>
      <MultiSelect
        label={t('dashboards.reports.metrics')}
        required
        searchable
        data={metrics.map(({ name }) => ({ value: name, label: t(`dashboards.metric.${name}.title`) }))}
        {...form.getInputProps('metrics')}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={t('dashboards.history.split')}
          data={groups.map((value) => ({
            value,
            label:
              value === 'day' || value === 'week' || value === 'month'
                ? t(`dashboards.history.grain.${value}`)
                : t(`dashboards.${value}`),
          }))}
          {...form.getInputProps('groupBy')}
        />
        <NativeSelect
          label={t('dashboards.reports.language')}
          data={(['fr', 'en'] as const).map((value) => ({ value, label: t(`library.language.${value}`) }))}
          {...form.getInputProps('language')}
        />
        <NativeSelect
          label={t('dashboards.team')}
          data={[
            { value: '', label: t('dashboards.history.all.team') },
            ...(board?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
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
