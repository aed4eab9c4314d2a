import type { BusinessHours } from '@guichet/contracts';
import { ErrorState, Hint, PageSection, ReadOnlyNotice, SaveBar, SummaryLine } from '@guichet/ui';
import { Select, Skeleton } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { businessHoursQuery } from '../../../shared/api/routing-queries.js';
import { call } from '../../../shared/api/client.js';
import { useDocument } from '../../../shared/forms/use-document.js';
import { useMay } from '../../../shared/session/use-session.js';
import { Exceptions } from './exceptions.js';
import { Holidays } from './holidays.js';
import { ImportCalendar } from './import-calendar.js';
import { useHoursSummary } from './use-hours-summary.js';
import { faultOf, weekdays } from './week.js';
import { WeekGrid } from './week-grid.js';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function Hours() {
  const { t } = useTranslation();
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(businessHoursQuery(teamId));
  if (error && !data) return <ErrorState error={error} what={t('teams.hours.failed')} onRetry={() => void refetch()} />;
  return data ? <HoursForm key={teamId} teamId={teamId} saved={data} /> : <Skeleton height={420} />;
}

/** When a team works: its week, its zone, its holidays, and the days that are not as others. */
function HoursForm({ teamId, saved }: { teamId: string; saved: BusinessHours }) {
  const { t } = useTranslation();
  const may = useMay();
  const own = useDocument<BusinessHours>(
    {
      read: () => call('getBusinessHours', { params: { id: teamId } }),
      save: (body) => call('saveBusinessHours', { params: { id: teamId }, body }),
    },
    ['businessHours', teamId],
    saved,
  );
  const schedule = own.value;
  const summary = useHoursSummary(teamId, schedule);
  const mayWrite = may('routing.manage');
  const change = (part: Partial<BusinessHours>) => own.change((before) => ({ ...before, ...part }));
  const wrong = weekdays.some((day) => faultOf(schedule.week[day]));
  return (
    <>
      {!mayWrite && <ReadOnlyNotice>{t('common.list.readOnly')}</ReadOnlyNotice>}
      <SummaryLine>
        <IconClock size={18} stroke={1.5} aria-hidden />
        {summary}
      </SummaryLine>
      <PageSection>
        <h2>{t('teams.hours.week')}</h2>
        <Hint>{t('teams.hours.weekHint')}</Hint>
        <WeekGrid week={schedule.week} onChange={mayWrite ? (week) => change({ week }) : undefined} />
        <Select
          mt="md"
          maw={360}
          label={t('teams.hours.zone')}
          description={t('teams.hours.zoneHint')}
          data={zones}
          searchable
          allowDeselect={false}
          readOnly={!mayWrite}
          value={schedule.timeZone}
          onChange={(timeZone) => timeZone && change({ timeZone })}
        />
      </PageSection>
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
        what={t('teams.hours.onSave')}
        wrong={wrong ? t('teams.hours.wrong') : undefined}
        error={own.error}
        pending={own.pending}
        onSave={own.save}
        onDiscard={own.discard}
      />
    </>
  );
}
