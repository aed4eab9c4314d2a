import { allow, type Principal } from '@guichet/access';
import { DEFAULT_SCHEDULE, Schedule, type CalendarDay, type ImportedCalendar } from '@guichet/contracts';
import { Team, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { readCalendar } from './ical.js';
import { calendarDays, nextOpening } from './working-time.js';

type Query = Tx['query'];

/** Days of a calendar are taken over from the year that runs, and so many more. */
const IMPORTED_YEARS = 5;
const MOST_EXCEPTIONS = 1000;

/** When a team works: what somebody said, or what every team has until then. Fails where there is no such team. */
export async function scheduleOf(query: Query, teamId: string): Promise<Schedule> {
  const schedule = (await schedulesOf(query, [teamId])).get(teamId);
  if (!schedule) throw new Failure('not-found');
  return schedule;
}

/** The hours of several teams, by their ids, in one statement. */
export async function schedulesOf(query: Query, teamIds: readonly string[]): Promise<Map<string, Schedule>> {
  const rows = await query<{ id: string; schedule: unknown }>(
    `select id, schedule from team where id = any($1::uuid[])`,
    [teamIds],
  );
  return new Map(rows.map(({ id, schedule }) => [id, schedule ? Schedule.parse(schedule) : DEFAULT_SCHEDULE]));
}

export async function readSchedule(query: Query, who: Principal, teamId: string): Promise<Schedule> {
  allow(who, 'circulation.read');
  return scheduleOf(query, teamId);
}

export async function calendarOf(
  query: Query,
  who: Principal,
  teamId: string,
  year: number,
): Promise<{ days: CalendarDay[] }> {
  return { days: calendarDays(await readSchedule(query, who, teamId), year) };
}

/** What runs is laid anew by a job: there may be thousands of it. */
export async function saveSchedule(tx: Tx, who: Principal, teamId: string, wanted: Schedule): Promise<Schedule> {
  allow(who, 'circulation.manage');
  await scheduleOf(tx.query, teamId);
  const schedule = {
    ...wanted,
    exceptions: [...wanted.exceptions].sort((one, other) => one.date.localeCompare(other.date)),
  };
  const twice = schedule.exceptions.find(({ date }, n) => date === schedule.exceptions[n + 1]?.date);
  if (twice) throw wrongField('exceptions', 'day-twice', { date: twice.date });
  if (!nextOpening(schedule, tx.now)) throw wrongField('week', 'never-opens');
  await tx.repo(Team).update({ id: teamId }, { schedule });
  tx.publish('clocks.changed', { teamId });
  return schedule;
}

/** Adds the closed days of a calendar to the hours of a team. What is said of a day already stays. */
export async function importCalendar(tx: Tx, who: Principal, teamId: string, ical: string): Promise<ImportedCalendar> {
  allow(who, 'circulation.manage');
  const schedule = await scheduleOf(tx.query, teamId);
  const year = tx.now.getUTCFullYear();
  const { days, skipped } = readCalendar(ical, `${year}-01-01`, `${year + IMPORTED_YEARS}-12-31`);
  const known = new Set(schedule.exceptions.map(({ date }) => date));
  const added = days.filter(({ date }) => !known.has(date));
  if (schedule.exceptions.length + added.length > MOST_EXCEPTIONS) throw wrongField('ical', 'calendar-too-large');
  const exceptions = [...schedule.exceptions, ...added.map((day) => ({ ...day, slots: [] }))];
  const saved = added.length === 0 ? schedule : await saveSchedule(tx, who, teamId, { ...schedule, exceptions });
  return { schedule: saved, added: added.length, skipped: skipped + days.length - added.length };
}
