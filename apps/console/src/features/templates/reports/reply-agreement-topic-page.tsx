import { CONSISTENCY_DAYS, type AnswerConsistency } from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconArrowLeft, IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { answerConsistencyQuery } from '../../../shared/api/reply-agreement-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTemplateNames } from '../../../shared/i18n/use-template-names.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { KeyFigure } from './key-figure.js';
import { ReportPeriodSelect, useReportDays } from './report-period-select.js';
import report from './report.module.css';
import { DifferingReplies, PossibleDifferences } from './differing-replies.js';
import classes from './answers.module.css';
import { UnjudgedReplies } from './unjudged-replies.js';

/** The questions of a case type or a template that were answered differently, and the replies that are not judged. */
export function ReplyAgreementTopicPage() {
  const { t } = useTexts();
  const { titleOf } = useTemplateNames();
  const { topicId } = useParams({ strict: false });
  const { days } = useSearch({ strict: false });
  const { data, error, refetch } = useQuery(answerConsistencyQuery(topicId!, useReportDays(CONSISTENCY_DAYS)));
  return (
    <>
      <div className={report.bar} style={{ marginTop: 16 }}>
        <div>
          <Link to="/templates/answers" search={{ days }} className={classes.back}>
            <IconArrowLeft size={14} stroke={1.75} aria-hidden />
            {t('templates.answers.back')}
          </Link>
          <h2 className={classes.heading}>
            <bdi>{data && titleOf(data)}</bdi>
          </h2>
        </div>
        <ReportPeriodSelect most={CONSISTENCY_DAYS} />
      </div>
      {error && !data ? (
        <ErrorState error={error} what={t('templates.answers.failed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={280} />
      ) : data.replies === 0 ? (
        <EmptyState icon={IconArrowsDiff} title={t('templates.answers.none')}>
          {t('templates.answers.noneText')}
        </EmptyState>
      ) : (
        <>
          <TopicFigures topic={data} />
          <DifferingReplies differences={data.differences} />
          <PossibleDifferences differences={data.mayDiffer} />
          <UnjudgedReplies topic={data} />
        </>
      )}
    </>
  );
}

function TopicFigures({ topic }: { topic: AnswerConsistency }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { replies, differing, notJudged, agreeing } = topic;
  return (
    <dl className={report.figures}>
      <KeyFigure title={t('templates.answers.replies')}>{formats.number(replies)}</KeyFigure>
      <KeyFigure title={t('templates.answers.differing')} tone={differing > 0 ? 'danger' : undefined}>
        {formats.number(differing)}
      </KeyFigure>
      <KeyFigure title={t('templates.answers.notJudged')}>{formats.number(notJudged)}</KeyFigure>
      <KeyFigure title={t('templates.answers.agreeing')}>{formats.number(agreeing)}</KeyFigure>
    </dl>
  );
}
