import type { Report } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconDots,
  IconMailForward,
  IconPencil,
  IconPlus,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { call } from '../../../shared/api/client.js';
import { agentsQuery } from '../../../shared/api/queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { reportsQuery } from '../dashboard-queries.js';
import { DeleteReportDialog } from './delete-report-dialog.js';
import { ReportForm } from './report-form.js';
import classes from './scheduled-reports-page.module.css';
import { useChannelReason } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** The page of the reports that are sent by mail on a schedule. */
export function ScheduledReportsPage() {
  const { t } = useTexts();
  const { data: reports, error, refetch } = useQuery(reportsQuery);
  const [open, setOpen] = useState<Report | 'new'>();
  const [leaving, setLeaving] = useState<Report>();
  const create = (
    <Button leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setOpen('new')}>
      {t('dashboards.reports.create')}
    </Button>
  );
  return (
    <div className={classes.page}>
      {reports?.length !== 0 && (
        <div className={classes.head}>
          <p>{t('dashboards.reports.lead')}</p>
          {create}
        </div>
      )}
      {error && !reports ? (
        <ErrorState error={error} what={t('dashboards.reports.failed')} onRetry={() => void refetch()} />
      ) : !reports ? (
        Array.from({ length: 3 }, (_, index) => <Skeleton key={index} height={76} mb={8} />)
      ) : reports.length === 0 ? (
        <EmptyState icon={IconMailForward} title={t('dashboards.reports.none')} action={create}>
          {t('dashboards.reports.lead')}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {reports.map((report) => (
            <ReportRow
              key={report.id}
              report={report}
              onEdit={() => setOpen(report)}
              onDelete={() => setLeaving(report)}
            />
          ))}
        </ul>
      )}
      {open && <ReportForm report={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      {leaving && <DeleteReportDialog report={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

/** Whom the last report did not reach, and why. */
function ReportProblems({ problems }: Pick<Report, 'problems'>) {
  const { t } = useTexts();
  const channelReason = useChannelReason();
  return (
    <div className={classes.problem}>
      <IconAlertTriangleFilled size={14} aria-hidden />
      {t('dashboards.reports.problems')}
      {problems.map(({ email, reason }) => (
        <div key={email}>
          <bdi>{email}</bdi> · {channelReason(reason)}
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  report: Report;
  onEdit: () => void;
  onDelete: () => void;
}

function ReportRow({ report, onEdit, onDelete }: RowProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { id, name, every, hour, timeZone, metrics, agentIds, active, nextAt, lastAt, problems } = report;
  const send = useMutation({
    mutationFn: () => call('sendReport', { params: { id } }),
    onSuccess: () => toast({ message: t('dashboards.reports.sent', { count: agentIds.length }) }),
    onError: (failure) => toastFailure(t('dashboards.reports.sendFailed'), problemText(failure)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  });
  const recipients = agents.filter((agent) => agentIds.includes(agent.id)).map((agent) => agent.name);
  return (
    <li className={classes.report} data-off={active ? undefined : ''}>
      <div className={classes.words}>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p>
          {t(`dashboards.reports.schedule.${every}`, { hour, zone: placeOfZone(timeZone) })}
          {' · '}
          {formats.list(metrics.map((metric) => t(`dashboards.metric.${metric}.title`)))}
        </p>
        <p className={classes.quiet}>
          {t('dashboards.reports.to', { names: formats.list(recipients) })}
          {lastAt && ` · ${t('dashboards.reports.last', { at: formats.dateTime(lastAt) })}`}
          {active && nextAt && ` · ${t('dashboards.reports.next', { at: formats.dateTime(nextAt) })}`}
          {!active && ` · ${t('dashboards.reports.paused')}`}
        </p>
        {problems.length > 0 && <ReportProblems problems={problems} />}
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconSend size={15} stroke={1.5} aria-hidden />}
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        {t('dashboards.reports.sendNow')}
      </Button>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={t('dashboards.reports.more', { name })}>
            <IconDots size={17} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={onEdit}>
            {t('dashboards.reports.change')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.5} />} onClick={onDelete}>
            {t('dashboards.reports.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
