import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consistencyQuery } from '../../shared/api/queries.js';
import { useTimes } from '../../shared/i18n/time.js';
import { Deviations } from './deviations.js';
import { FactTable } from './fact-table.js';
import { Figure } from './figure.js';
import { Period, useDays } from './period.js';
import classes from './report.module.css';
import page from './template.module.css';
import { useTemplate } from './use-template.js';

/** The consistency report: whether replies state the same facts, by fact and then by reply. */
export function Consistency() {
  const { t } = useTranslation();
  const times = useTimes();
  const { template } = useTemplate();
  const { data: report, error, refetch } = useQuery(consistencyQuery(template.id, useDays()));
  return (
    <div className={page.body}>
      <div className={classes.bar}>
        <p className={classes.lead}>{t('templates.consistency.lead')}</p>
        <Period />
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
            <Figure title={t('templates.consistency.answers')}>{times.number(report.replies)}</Figure>
            <Figure
              title={t('templates.consistency.contradictingLong')}
              tone={report.contradicting > 0 ? 'danger' : undefined}
            >
              {times.number(report.contradicting)}
            </Figure>
            <Figure title={t('templates.consistency.incompleteLong')} tone={report.incomplete > 0 ? 'soon' : undefined}>
              {times.number(report.incomplete)}
            </Figure>
            <Figure title={t('templates.consistency.addingLong')}>{times.number(report.adding)}</Figure>
          </dl>
          <FactTable facts={report.facts} />
          <Deviations report={report} />
        </>
      )}
    </div>
  );
}
