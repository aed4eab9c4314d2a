import { allow, type Principal } from '@guichet/access';
import { type ImportedCalendar } from '@guichet/contracts';
import { type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { parseCalendar } from './parse-ical.js';
import { getBusinessHours, saveBusinessHours } from './business-hours.js';

/** How many years of a calendar are imported after the current one. */
const IMPORTED_YEARS = 5;

const MOST_EXCEPTIONS = 1000;

/**
 * Adds the closed days of an iCalendar file to the business hours of a team. A day that has an exception already keeps it.
 * Throws as `saveBusinessHours` does, and `invalid-request` for a file that is no calendar or too large.
 */
export async function importCalendar(
  tx: Tx,
  who: Principal,
  { teamId, ical }: { teamId: string; ical: string },
): Promise<ImportedCalendar> {
  allow(who, 'routing.manage');
  const hours = await getBusinessHours(tx, teamId);
  const year = tx.now.getUTCFullYear();
  const { days, skipped } = parseCalendar(ical, `${year}-01-01`, `${year + IMPORTED_YEARS}-12-31`);
  const known = new Set(hours.exceptions.map(({ date }) => date));
  const added = days.filter(({ date }) => !known.has(date));
  if (hours.exceptions.length + added.length > MOST_EXCEPTIONS) throw wrongField('ical', 'calendar-too-large');
  const exceptions = [...hours.exceptions, ...added.map((day) => ({ ...day, slots: [] }))];
  const businessHours =
    added.length === 0 ? hours : await saveBusinessHours(tx, who, { teamId, wanted: { ...hours, exceptions } });
  return { businessHours, added: added.length, skipped: skipped + days.length - added.length };
}
