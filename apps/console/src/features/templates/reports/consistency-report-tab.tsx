import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { consistencyQuery } from '../../../shared/api/template-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DeviatingReplies } from './deviating-replies.js';
import { FactTable } from './fact-table.js';
import { KeyFigure } from './key-figure.js';
import { ReportPeriodSelect, useReportDays } from './report-period-select.js';
import classes from './report.module.css';
import { TemplateTabFrame } from '../template-screen/template-tab-frame.js';
import { useCurrentTemplate } from '../template-screen/template-screen-context.js';

/** The consistency report: whether replies state the same facts, by fact and then by reply. */
export function ConsistencyReportTab() {
  const { t } = useTexts();
  const formats = useFormats();
  const { template } = useCurrentTemplate();
  const { data: report, error, refetch } = useQuery(consistencyQuery(template.id, useReportDays()));
  return (
    <TemplateTabFrame>
      <div className={classes.bar}>
        <p className={classes.lead}>{t('templates.consistency.lead')}</p>
        <ReportPeriodSelect />
      </div>
      {error && !report ? (
        <ErrorState error={error} what={t('templates.consistency.failed')} onRetry={() => void refetch()} />
      ) : !report ? (
        <Skeleton height={280} />
      ) : report.replies === 0 ? (
        <EmptyState icon={IconScale} title={t('templates.consistency.none')}>
          {t('templates.consistency.noneText')}
        </EmptyState>
      ) : (
        <>
          <dl className={classes.figures}>
            <KeyFigure title={t('templates.consistency.replies')}>{formats.number(report.replies)}</KeyFigure>
            <KeyFigure
              title={t('templates.consistency.contradictingLong')}
              tone={report.contradicting > 0 ? 'danger' : undefined}
            >
              {formats.number(report.contradicting)}
            </KeyFigure>
            <KeyFigure
              title={t('templates.consistency.incompleteLong')}
              tone={report.incomplete > 0 ? 'soon' : undefined}
            >
              {formats.number(report.incomplete)}
            </KeyFigure>
            <KeyFigure title={t('templates.consistency.addingLong')}>{formats.number(report.adding)}</KeyFigure>
            <KeyFigure title={t('templates.consistency.notJudgedLong')}>{formats.number(report.notJudged)}</KeyFigure>
          </dl>
          <FactTable facts={report.facts} />
          <DeviatingReplies report={report} />
        </>
      )}
    </TemplateTabFrame>
  );
}
