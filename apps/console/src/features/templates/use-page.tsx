import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useReportQuery } from '../../shared/api/queries.js';
import { useChannelWords } from '../../shared/i18n/channel-words.js';
import { When } from '../../shared/i18n/when.js';
import { useTimes } from '../../shared/i18n/time.js';
import { Bars } from './bars.js';
import { Columns } from './columns.js';
import { Edits } from './edits.js';
import { Figure, usePercent } from './figure.js';
import { Period, useDays } from './period.js';
import classes from './report.module.css';
import page from './template.module.css';
import { useTemplate } from './use-template.js';

/** Who uses it, by what, and what they change each time. */
export function UsePage() {
  const { t } = useTranslation();
  const percent = usePercent();
  const times = useTimes();
  const channels = useChannelWords();
  const { template } = useTemplate();
  const { data: report, error, refetch } = useQuery(useReportQuery(template.id, useDays()));
  return (
    <div className={page.body}>
      <div className={classes.bar}>
        <Period />
      </div>
      {error && !report ? (
        <ErrorState error={error} what={t('templates.use.failed')} onRetry={() => void refetch()} />
      ) : !report ? (
        <Skeleton height={280} />
      ) : report.uses === 0 ? (
        <EmptyState icon={IconChartBar} title={t('templates.use.none')}>
          {t('templates.use.noneText')}
        </EmptyState>
      ) : (
        <>
          <dl className={classes.figures}>
            <Figure title={t('templates.use.uses')}>{times.number(report.uses)}</Figure>
            <Figure title={t('templates.use.share')}>{percent(report.share)}</Figure>
            <Figure title={t('templates.use.verbatim')}>{percent(report.verbatim)}</Figure>
            <Figure title={t('templates.use.last')}>
              {report.lastUsedAt ? <When at={report.lastUsedAt} /> : t('templates.use.never')}
            </Figure>
          </dl>
          <div className={classes.charts}>
            <Bars
              title={t('templates.use.byChannel')}
              of={t('templates.use.channel')}
              bars={report.byChannel.map(({ channel, uses }) => ({
                key: channel,
                label: channels.title(channel),
                value: uses,
              }))}
            />
            <Bars
              title={t('templates.use.byTeam')}
              of={t('templates.use.team')}
              bars={report.byTeam.map(({ teamId, team, uses }) => ({ key: teamId, label: team, value: uses }))}
            />
            <Columns
              title={t('templates.use.byWeek')}
              of={t('templates.use.week')}
              columns={report.byWeek.map(({ week, uses }) => ({
                key: week,
                label: times.date(`${week}T12:00:00`),
                value: uses,
              }))}
            />
          </div>
          <Edits edits={report.edits} />
        </>
      )}
    </div>
  );
}
