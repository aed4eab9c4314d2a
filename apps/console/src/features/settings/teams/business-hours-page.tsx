import type { BusinessHours } from '@guichet/contracts';
import { ErrorState, Hint, PageSection, ReadOnlyNotice, SaveBar, SummaryLine } from '@guichet/ui';
import { Select, Skeleton } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { businessHoursQuery } from '../../../shared/api/settings-queries.js';
import { call } from '../../../shared/api/client.js';
import { useEditableDocument } from '../../../shared/forms/use-editable-document.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { ExceptionalDays } from './exceptional-days.js';
import { TeamHolidays } from './team-holidays.js';
import { ImportCalendarButton } from './import-calendar-button.js';
import { useBusinessHoursSummary } from './use-business-hours-summary.js';
import { faultOf, weekdays } from './weekly-hours.js';
import { WeeklyHoursGrid } from './weekly-hours-grid.js';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function BusinessHoursPage() {
  const { t } = useTexts();
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data, error, refetch } = useQuery(businessHoursQuery(teamId));
  if (error && !data) return <ErrorState error={error} what={t('teams.hours.failed')} onRetry={() => void refetch()} />;
  return data ? <HoursForm key={teamId} teamId={teamId} saved={data} /> : <Skeleton height={420} />;
}

/** When a team works: its week, its zone, its holidays, and the days that are not as others. */
function HoursForm({ teamId, saved }: { teamId: string; saved: BusinessHours }) {
  const { t } = useTexts();
  const may = useMay();
  const own = useEditableDocument<BusinessHours>(
    {
      read: () => call('getBusinessHours', { params: { id: teamId } }),
      save: (body) => call('saveBusinessHours', { params: { id: teamId }, body }),
    },
    ['businessHours', teamId],
    saved,
  );
  const schedule = own.value;
  const summary = useBusinessHoursSummary(teamId, schedule);
  const mayWrite = may('routing.manage');
  const change = (part: Partial<BusinessHours>) => own.change((before) => ({ ...before, ...part }));
  const wrong = weekdays.some((day) => faultOf(schedule.week[day]));
  return (
    <>
      {!mayWrite && <ReadOnlyNotice>{t('settings.readOnly')}</ReadOnlyNotice>}
      <SummaryLine>
        <IconClock size={18} stroke={1.5} aria-hidden />
        {summary}
      </SummaryLine>
      <PageSection>
        <h2>{t('teams.hours.week')}</h2>
        <Hint>{t('teams.hours.weekHint')}</Hint>
        <WeeklyHoursGrid week={schedule.week} onChange={mayWrite ? (week) => change({ week }) : undefined} />
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
      <TeamHolidays
        teamId={teamId}
        schedule={schedule}
        asSaved={schedule.territory === saved.territory && schedule.exceptions === saved.exceptions}
        onTerritory={mayWrite ? (territory) => change({ territory }) : undefined}
      />
      <ExceptionalDays
        timeZone={schedule.timeZone}
        exceptions={schedule.exceptions}
        onChange={
          mayWrite ? (next) => own.change((before) => ({ ...before, exceptions: next(before.exceptions) })) : undefined
        }
      >
        {mayWrite && <ImportCalendarButton teamId={teamId} dirty={own.dirty} />}
      </ExceptionalDays>
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
