import type { SurveyResponse } from '@guichet/contracts';
import { EmptyState, ChannelMark } from '@guichet/ui';
import { Button, NativeSelect, SegmentedControl, Skeleton, Switch } from '@mantine/core';
import { IconMessageHeart, IconMoodHappy, IconMoodNeutral, IconMoodSad } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ErrorState } from '@guichet/ui';
import { surveyResponsesQuery, boardQuery } from '../dashboard-queries.js';
import classes from './survey-responses-page.module.css';
import { SatisfactionSummary } from './satisfaction-summary.js';
import type { SurveyResponsesSearch } from './survey-responses-search-params.js';

const moods = { 1: IconMoodSad, 2: IconMoodNeutral, 3: IconMoodHappy } as const;

/** The page of the survey responses of citizens. Nothing in it links to a person or a case. */
export function SurveyResponsesPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { team, score, withText }: SurveyResponsesSearch = useSearch({ strict: false });
  const { data: board } = useQuery({ ...boardQuery, staleTime: Infinity });
  const query = useInfiniteQuery(surveyResponsesQuery({ team, score, withText }));
  const answers = query.data?.pages.flatMap((page) => page.items);
  const set = (next: SurveyResponsesSearch) =>
    void navigate({ to: '/dashboards/survey-responses', search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <p>{t('dashboards.surveyResponses.lead')}</p>
        <div className={classes.filters}>
          <Switch
            size="xs"
            label={t('dashboards.surveyResponses.words')}
            checked={withText === 'true'}
            onChange={(event) => set({ withText: event.currentTarget.checked ? 'true' : undefined })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('dashboards.surveyResponses.score')}
            data={['', '3', '2', '1'].map((value) => ({
              value,
              label: t(`dashboards.surveyResponses.scores.${(value || 'any') as 'any'}`),
            }))}
            value={score ? String(score) : ''}
            onChange={(value) => set({ score: value ? Number(value) : undefined })}
          />
          <NativeSelect
            size="xs"
            aria-label={t('dashboards.team')}
            value={team ?? ''}
            onChange={(event) => set({ team: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: t('dashboards.history.all.team') },
              ...(board?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      </div>
      {board && <SatisfactionSummary team={team} timeZone={board.timeZone} />}
      {query.error && !answers ? (
        <ErrorState
          error={query.error}
          what={t('dashboards.surveyResponses.failed')}
          onRetry={() => void query.refetch()}
        />
      ) : !answers ? (
        Array.from({ length: 4 }, (_, index) => <Skeleton key={index} height={74} mb={8} />)
      ) : answers.length === 0 ? (
        <EmptyState icon={IconMessageHeart} title={t('dashboards.surveyResponses.none')}>
          {t(
            team || score || withText
              ? 'dashboards.surveyResponses.noneFiltered'
              : 'dashboards.surveyResponses.noneText',
          )}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {answers.map((answer) => (
            <Voice key={answer.id} answer={answer} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </div>
  );
}

function Voice({
  answer: { score, clarity, text, channel, team, caseType, at, language },
}: {
  answer: SurveyResponse;
}) {
  const { t } = useTexts();
  const formats = useFormats();
  const words = useChannelTexts();
  const Mood = moods[score as keyof typeof moods];
  return (
    <li className={classes.voice} data-score={score}>
      <p className={classes.score}>
        <Mood size={20} stroke={1.75} aria-hidden />
        {t(`dashboards.surveyResponses.scores.${score as 1}`)}
        {clarity !== null && <span>{t('dashboards.surveyResponses.clarity', { clarity })}</span>}
      </p>
      {text && (
        <blockquote lang={language} dir="auto">
          {text}
        </blockquote>
      )}
      <p className={classes.facts}>
        <span>
          <ChannelMark kind={channel} size={13} /> {words.title(channel)}
        </span>
        <bdi>{team.name}</bdi>
        {caseType && <bdi>{caseType.name}</bdi>}
        <time dateTime={at}>{formats.date(at)}</time>
      </p>
    </li>
  );
}
