import type { SurveyAnswer } from '@guichet/contracts';
import { Blank, ChannelMark } from '@guichet/ui';
import { Button, NativeSelect, SegmentedControl, Skeleton, Switch } from '@mantine/core';
import { IconMessageHeart, IconMoodHappy, IconMoodNeutral, IconMoodSad } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { useTimes } from '../i18n/time.js';
import { Trouble } from '../shell/trouble.js';
import { answersQuery, boardQuery } from './queries.js';
import classes from './voices.module.css';
import { VoicesSum } from './voices-sum.js';
import type { VoicesSearch } from './voices-search.js';

const moods = { 1: IconMoodSad, 2: IconMoodNeutral, 3: IconMoodHappy } as const;

/** What people answered to "how did it go?". Nothing leads from it to a person or a case. */
export function Voices() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { team, score, words }: VoicesSearch = useSearch({ strict: false });
  const { data: board } = useQuery({ ...boardQuery, staleTime: Infinity });
  const query = useInfiniteQuery(answersQuery({ team, score, words }));
  const answers = query.data?.pages.flatMap((page) => page.items);
  const set = (next: VoicesSearch) =>
    void navigate({ to: '/dashboards/voices', search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <p>{t('dashboards.voices.lead')}</p>
        <div className={classes.filters}>
          <Switch
            size="xs"
            label={t('dashboards.voices.words')}
            checked={words === 'true'}
            onChange={(event) => set({ words: event.currentTarget.checked ? 'true' : undefined })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('dashboards.voices.score')}
            data={['', '3', '2', '1'].map((value) => ({
              value,
              label: t(`dashboards.voices.scores.${(value || 'any') as 'any'}`),
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
      {board && <VoicesSum team={team} timeZone={board.timeZone} />}
      {query.error && !answers ? (
        <Trouble error={query.error} what={t('dashboards.voices.failed')} onRetry={() => void query.refetch()} />
      ) : !answers ? (
        Array.from({ length: 4 }, (_, index) => <Skeleton key={index} height={74} mb={8} />)
      ) : answers.length === 0 ? (
        <Blank icon={IconMessageHeart} title={t('dashboards.voices.none')}>
          {t(team || score || words ? 'dashboards.voices.noneFiltered' : 'dashboards.voices.noneText')}
        </Blank>
      ) : (
        <ul className={classes.list}>
          {answers.map((answer) => (
            <Voice key={answer.id} answer={answer} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function Voice({ answer: { score, clarity, text, channel, team, kind, at, language } }: { answer: SurveyAnswer }) {
  const { t } = useTranslation();
  const times = useTimes();
  const words = useChannelWords();
  const Mood = moods[score as keyof typeof moods];
  return (
    <li className={classes.voice} data-score={score}>
      <p className={classes.score}>
        <Mood size={20} stroke={1.75} aria-hidden />
        {t(`dashboards.voices.scores.${score as 1}`)}
        {clarity !== null && <span>{t('dashboards.voices.clarity', { clarity })}</span>}
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
        {kind && <bdi>{kind.name}</bdi>}
        <time dateTime={at}>{times.date(at)}</time>
      </p>
    </li>
  );
}
