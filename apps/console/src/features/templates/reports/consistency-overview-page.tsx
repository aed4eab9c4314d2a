import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { consistencyOverviewQuery } from '../../../shared/api/template-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { HighlightedCount } from './highlighted-count.js';
import { ReportPeriodSelect, useReportDays } from './report-period-select.js';
import report from './report.module.css';
import classes from './report-table.module.css';

/** The consistency of all templates: how many replies do not state what was approved, by intention. */
export function ConsistencyOverviewPage() {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  const { days } = useSearch({ strict: false });
  const { data: items, error, refetch } = useQuery(consistencyOverviewQuery(useReportDays()));
  const compared = items?.filter(({ replies }) => replies > 0);
  return (
    <>
      <div className={report.bar} style={{ marginTop: 16 }}>
        <p className={report.lead}>{t('templates.consistency.lead')}</p>
        <ReportPeriodSelect />
      </div>
      {error && !compared ? (
        <ErrorState error={error} what={t('templates.consistency.failed')} onRetry={() => void refetch()} />
      ) : !compared ? (
        <Skeleton height={220} />
      ) : compared.length === 0 ? (
        <EmptyState icon={IconScale} title={t('templates.consistency.none')}>
          {t('templates.consistency.noneText')}
        </EmptyState>
      ) : (
        <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('templates.page.consistency')}>
          <table className={classes.table} data-overview>
            <thead>
              <tr>
                <th scope="col">{t('templates.consistency.template')}</th>
                <th scope="col" className={classes.number}>
                  {t('templates.consistency.contradicting')}
                </th>
                <th scope="col" className={classes.number}>
                  {t('templates.consistency.incomplete')}
                </th>
                <th scope="col" className={classes.number}>
                  {t('templates.answers.notJudged')}
                </th>
                <th scope="col" className={classes.number}>
                  {t('templates.consistency.replies')}
                </th>
              </tr>
            </thead>
            <tbody>
              {compared.map(({ templateId, key, title, replies, contradicting, incomplete, notJudged }) => (
                <tr key={templateId}>
                  <th scope="row">
                    <Link to="/templates/$templateId/consistency" params={{ templateId }} search={{ days }}>
                      <bdi>{titleOf({ key, title })}</bdi>
                    </Link>
                  </th>
                  <HighlightedCount value={contradicting} tone="danger" />
                  <HighlightedCount value={incomplete} tone="soon" />
                  <HighlightedCount value={notJudged} />
                  <HighlightedCount value={replies} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
