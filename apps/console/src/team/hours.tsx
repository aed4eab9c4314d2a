import type { Schedule } from '@guichet/contracts';
import { Select, Skeleton } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { scheduleQuery } from '../api/circulation.js';
import { SaveBar } from '../circulation/save-bar.js';
import { useDocument } from '../circulation/use-document.js';
import circulation from '../circulation/circulation.module.css';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import { Exceptions } from './exceptions.js';
import { Holidays } from './holidays.js';
import { ImportCalendar } from './import-calendar.js';
import classes from './team.module.css';
import { useHoursSummary } from './use-hours-summary.js';
import { faultOf, weekdays } from './week.js';
import { WeekGrid } from './week-grid.js';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function Hours() {
  const { t } = useTranslation();
  const { teamId } = useParams({ from: '/desk/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(scheduleQuery(teamId));
  if (error && !data)
    return <Trouble error={error} what={t('workforce.hours.failed')} onRetry={() => void refetch()} />;
  return data ? <HoursForm key={teamId} teamId={teamId} saved={data} /> : <Skeleton height={420} />;
}

/** When a team works: its week, its zone, its holidays, and the days that are not as others. */
function HoursForm({ teamId, saved }: { teamId: string; saved: Schedule }) {
  const { t } = useTranslation();
  const may = useMay();
  const own = useDocument<Schedule>(`/teams/${teamId}/schedule`, ['schedule', teamId], saved);
  const schedule = own.value;
  const summary = useHoursSummary(teamId, schedule);
  const mayWrite = may('circulation.manage');
  const change = (part: Partial<Schedule>) => own.change((before) => ({ ...before, ...part }));
  const wrong = weekdays.some((day) => faultOf(schedule.week[day]));
  return (
    <>
      {!mayWrite && <p className={circulation.readOnly}>{t('circulation.readOnly')}</p>}
      <p className={classes.summary}>
        <IconClock size={18} stroke={1.5} aria-hidden />
        {summary}
      </p>
      <section className={settings.part}>
        <h2>{t('workforce.hours.week')}</h2>
        <p className={settings.hint}>{t('workforce.hours.weekHint')}</p>
        <WeekGrid week={schedule.week} onChange={mayWrite ? (week) => change({ week }) : undefined} />
        <Select
          mt="md"
          maw={360}
          label={t('workforce.hours.zone')}
          description={t('workforce.hours.zoneHint')}
          data={zones}
          searchable
          allowDeselect={false}
          readOnly={!mayWrite}
          value={schedule.timeZone}
          onChange={(timeZone) => timeZone && change({ timeZone })}
        />
      </section>
      <Holidays
        teamId={teamId}
        schedule={schedule}
        asSaved={schedule.territory === saved.territory && schedule.exceptions === saved.exceptions}
        onTerritory={mayWrite ? (territory) => change({ territory }) : undefined}
      />
      <Exceptions
        timeZone={schedule.timeZone}
        exceptions={schedule.exceptions}
        onChange={
          mayWrite ? (next) => own.change((before) => ({ ...before, exceptions: next(before.exceptions) })) : undefined
        }
      >
        {mayWrite && <ImportCalendar teamId={teamId} dirty={own.dirty} />}
      </Exceptions>
      <SaveBar
        dirty={own.dirty}
        what={t('workforce.hours.onSave')}
        wrong={wrong ? t('workforce.hours.wrong') : undefined}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
