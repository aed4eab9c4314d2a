import { CONSISTENCY_DAYS, type AnswerTopic } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { answerTopicsQuery } from '../../../shared/api/reply-agreement-queries.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { HighlightedCount } from './highlighted-count.js';
import { ReportPeriodSelect, useReportDays } from './report-period-select.js';
import report from './report.module.css';
import table from './report-table.module.css';

/** How far replies to the same question agree, by case type and template. */
export function ReplyAgreementTopicsPage() {
  const { t } = useTexts();
  const { data: topics, error, refetch } = useQuery(answerTopicsQuery(useReportDays(CONSISTENCY_DAYS)));
  return (
    <>
      <div className={report.bar} style={{ marginTop: 16 }}>
        <p className={report.lead}>{t('templates.answers.lead')}</p>
        <ReportPeriodSelect most={CONSISTENCY_DAYS} />
      </div>
      {error && !topics ? (
        <ErrorState error={error} what={t('templates.answers.failed')} onRetry={() => void refetch()} />
      ) : !topics ? (
        <Skeleton height={220} />
      ) : topics.length === 0 ? (
        <EmptyState icon={IconArrowsDiff} title={t('templates.answers.none')}>
          {t('templates.answers.noneText')}
        </EmptyState>
      ) : (
        <TopicTable topics={topics} />
      )}
    </>
  );
}

function TopicTable({ topics }: { topics: readonly AnswerTopic[] }) {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  const { days } = useSearch({ strict: false });
  return (
    <div className={table.scroller} tabIndex={0} role="region" aria-label={t('templates.page.answers')}>
      <table className={table.table} data-overview>
        <thead>
          <tr>
            <th scope="col">{t('templates.answers.topic')}</th>
            {(['differing', 'notJudged', 'agreeing', 'replies'] as const).map((count) => (
              <th key={count} scope="col" className={table.number}>
                {t(`templates.answers.${count}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {topics.map(({ topicId, kind, key, title, replies, differing, agreeing, notJudged }) => (
            <tr key={topicId}>
              <th scope="row">
                <Link to="/templates/answers/$topicId" params={{ topicId }} search={{ days }}>
                  <bdi>{titleOf({ key, title })}</bdi>
                </Link>
                <span className={table.kind}>{t(`templates.answers.${kind}`)}</span>
              </th>
              <HighlightedCount value={differing} tone="danger" />
              <HighlightedCount value={notJudged} />
              <HighlightedCount value={agreeing} />
              <HighlightedCount value={replies} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
