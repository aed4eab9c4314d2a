import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useReportQuery } from '../../../shared/api/template-queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { BarTable } from './bar-table.js';
import { ColumnChart } from './column-chart.js';
import { FrequentEdits } from './frequent-edits.js';
import { KeyFigure, usePercent } from './key-figure.js';
import { ReportPeriodSelect, useReportDays } from './report-period-select.js';
import classes from './report.module.css';
import { TemplateTabFrame } from '../template-screen/template-tab-frame.js';
import { useCurrentTemplate } from '../template-screen/template-screen-context.js';

/** The tab with the usage of a template: by channel, team and week, and the frequent edits. */
export function UsageReportTab() {
  const { t } = useTexts();
  const percent = usePercent();
  const formats = useFormats();
  const channels = useChannelTexts();
  const { template } = useCurrentTemplate();
  const days = useReportDays();
  const { data: report, error, refetch } = useQuery(useReportQuery(template.id, days));
  // Also where that is longer ago than the figures go back.
  const lastUsedAt = report?.lastUsedAt ?? template.lastUsedAt;
  return (
    <TemplateTabFrame isEmpty={report?.uses === 0}>
      <div className={classes.bar}>
        <ReportPeriodSelect />
      </div>
      {error && !report ? (
        <ErrorState error={error} what={t('templates.use.failed')} onRetry={() => void refetch()} />
      ) : !report ? (
        <Skeleton height={280} />
      ) : report.uses === 0 ? (
        <EmptyState icon={IconChartBar} title={t(lastUsedAt ? 'templates.use.noneSince' : 'templates.use.none')}>
          {lastUsedAt
            ? t('templates.use.noneSinceText', { at: formats.date(lastUsedAt) })
            : t('templates.use.noneText')}
        </EmptyState>
      ) : (
        <>
          <dl className={classes.figures}>
            <KeyFigure title={t('templates.use.uses', { count: days })}>{formats.number(report.uses)}</KeyFigure>
            <KeyFigure title={t('templates.use.share')}>{percent(report.share)}</KeyFigure>
            {!template.isBlock && <KeyFigure title={t('templates.use.verbatim')}>{percent(report.verbatim)}</KeyFigure>}
            <KeyFigure title={t('templates.use.last')}>
              {lastUsedAt ? <ShortTime at={lastUsedAt} /> : t('templates.use.never')}
            </KeyFigure>
          </dl>
          <div className={classes.charts}>
            <BarTable
              title={t('templates.use.byChannel')}
              of={t('templates.use.channel')}
              bars={report.byChannel.map(({ channel, uses }) => ({
                key: channel,
                label: channels.title(channel),
                value: uses,
              }))}
            />
            <BarTable
              title={t('templates.use.byTeam')}
              of={t('templates.use.team')}
              bars={report.byTeam.map(({ teamId, team, uses }) => ({ key: teamId, label: team, value: uses }))}
            />
            <ColumnChart
              title={t('templates.use.byWeek')}
              of={t('templates.use.week')}
              columns={report.byWeek.map(({ week, uses }) => ({
                key: week,
                label: formats.date(week),
                value: uses,
              }))}
            />
          </div>
          {/* What agents change is known of the template that includes a block: of the block itself it cannot be said. */}
          {!template.isBlock && <FrequentEdits edits={report.edits} />}
        </>
      )}
    </TemplateTabFrame>
  );
}
