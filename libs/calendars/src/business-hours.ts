import { allow, type Principal } from '@guichet/access';
import { BusinessHours, DEFAULT_BUSINESS_HOURS, type CalendarDay } from '@guichet/contracts';
import { Team, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { calendarDays, nextOpenTime } from './working-time.js';

/** The business hours of a team, or the default ones while none were saved. Throws `not-found`. */
export async function getBusinessHours(reader: Reader, teamId: string): Promise<BusinessHours> {
  const hours = (await listBusinessHours(reader, [teamId])).get(teamId);
  if (!hours) throw new Failure('not-found');
  return hours;
}

/** The business hours that somebody has saved for a team; null: none were, or there is no such team. */
export async function savedBusinessHours(
  { query }: Pick<Reader, 'query'>,
  teamId: string,
): Promise<BusinessHours | null> {
  const [row] = await query<{ hours: unknown }>(`select business_hours as hours from team where id = $1`, [teamId]);
  return row?.hours ? BusinessHours.parse(row.hours) : null;
}

/** The business hours of several teams by their ids, in one statement. */
export async function listBusinessHours(
  { query }: Reader,
  teamIds: readonly string[],
): Promise<Map<string, BusinessHours>> {
  const rows = await query<{ id: string; hours: unknown }>(
    `select id, business_hours as hours from team where id = any($1::uuid[])`,
    [teamIds],
  );
  return new Map(rows.map(({ id, hours }) => [id, hours ? BusinessHours.parse(hours) : DEFAULT_BUSINESS_HOURS]));
}

/** The business hours of a team, for those who may read settings. Throws `not-permitted`, `not-found`. */
export async function readBusinessHours(reader: Reader, who: Principal, teamId: string): Promise<BusinessHours> {
  allow(who, 'routing.read');
  return getBusinessHours(reader, teamId);
}

/** The holidays and exceptional days of a team in a year. Throws `not-permitted`, `not-found`. */
export async function readCalendarDays(
  reader: Reader,
  who: Principal,
  { teamId, year }: { teamId: string; year: number },
): Promise<{ days: CalendarDay[] }> {
  return { days: calendarDays(await readBusinessHours(reader, who, teamId), year) };
}

/**
 * Saves the business hours of a team. Running timers follow by a job, as there may be thousands. Throws `invalid-request`
 * where a day is named twice or the team would never open, `not-found`, `not-permitted`.
 */
export async function saveBusinessHours(
  tx: Tx,
  who: Principal,
  { teamId, wanted }: { teamId: string; wanted: BusinessHours },
): Promise<BusinessHours> {
  allow(who, 'routing.manage');
  await getBusinessHours(tx, teamId);
  const businessHours = {
    ...wanted,
    exceptions: [...wanted.exceptions].sort((one, other) => one.date.localeCompare(other.date)),
  };
  const twice = businessHours.exceptions.find(({ date }, n) => date === businessHours.exceptions[n + 1]?.date);
  if (twice) throw wrongField('exceptions', 'day-twice', { date: twice.date });
  if (!nextOpenTime(businessHours, tx.now)) throw wrongField('week', 'never-opens');
  await tx.repo(Team).update({ id: teamId }, { businessHours });
  tx.publish('calendar.changed', { teamId }, { teamIds: [teamId] });
  return businessHours;
}
