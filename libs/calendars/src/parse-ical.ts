import type { Day } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import ICAL from 'ical.js';
import { isBounded } from './ical-rule-limits.js';
import { isoDate, epochDay } from './expand-business-hours.js';

/** A calendar of holidays has a few hundred days: more than this is an attack or a mistake. */
const MOST_EVENTS = 5000;
const MOST_REPEATS = 15_000;

export interface ParsedCalendar {
  /** In order, each once. */
  days: { date: Day; name: string }[];
  /** Events that close no day: with a time, cancelled, or repeated in a way that no holiday is. */
  skipped: number;
}

/**
 * The all-day events of an iCalendar file (RFC 5545), as days between `from` and `until`, both included: repeated (RRULE,
 * RDATE, but not on EXDATE or where a RECURRENCE-ID moves one), over several days. Foreign input: whatever is wrong with it
 * fails as a wrong field, within bounded time.
 */
export function parseCalendar(text: string, from: Day, until: Day): ParsedCalendar {
  const events = eventsOf(text);
  const moved = new Set(
    events.flatMap((event) =>
      event.component.hasProperty('recurrence-id')
        ? [`${event.uid} ${event.recurrenceId.toString().slice(0, 10)}`]
        : [],
    ),
  );
  const budget = { repeats: MOST_REPEATS };
  const window = { first: epochDay(from), last: epochDay(until) };
  const days = new Map<string, string>();
  let skipped = 0;
  for (const event of events) {
    if (!isClosingEvent(event)) {
      skipped += 1;
      continue;
    }
    const name = String(event.summary ?? '')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, 120);
    const length = Math.max(1, dayNumber(event.endDate) - dayNumber(event.startDate));
    for (const start of occurrencesOf(event, window.last, budget)) {
      if (moved.has(`${event.uid} ${isoDate(start)}`) && !event.component.hasProperty('recurrence-id')) continue;
      for (let day = Math.max(start, window.first); day < start + length && day <= window.last; day += 1)
        if (!days.has(isoDate(day))) days.set(isoDate(day), name);
    }
  }
  const sorted = [...days].sort(([one], [other]) => one.localeCompare(other));
  return { days: sorted.map(([date, name]) => ({ date, name })), skipped };
}

function eventsOf(text: string): ICAL.Event[] {
  try {
    // A byte order mark, as some programs write it, is no letter of ours.
    const parsed: unknown = ICAL.parse(text.replace(/^\uFEFF/, '').trim());
    const root = new ICAL.Component(parsed as [string, unknown[], unknown[]]);
    if (root.name !== 'vcalendar') throw new Error(root.name);
    const components = root.getAllSubcomponents('vevent');
    if (components.length > MOST_EVENTS) throw wrongField('ical', 'calendar-too-large');
    return components.map((component) => new ICAL.Event(component));
  } catch (error) {
    throw (error as { code?: unknown }).code === 'invalid-request' ? error : wrongField('ical', 'not-a-calendar');
  }
}

function isClosingEvent({ component }: ICAL.Event): boolean {
  const status = String(component.getFirstPropertyValue('status') ?? '').toUpperCase();
  return (
    isDay(component.getFirstProperty('dtstart')) &&
    (!component.hasProperty('dtend') || isDay(component.getFirstProperty('dtend'))) &&
    status !== 'CANCELLED' &&
    component.getAllProperties('rrule').every((property) => isBounded(property.getFirstValue()))
  );
}

/** A day without a time, and one that there is: `20261399` would be taken for one of the year after. */
function isDay(property: ICAL.Property | null): boolean {
  const day = property?.getFirstValue();
  if (!(day instanceof ICAL.Time) || !day.isDate || day.year < 1900 || day.year > 2200) return false;
  return (property!.toJSON() as unknown[])[3] === day.toString();
}

/** Days of the epoch on which the event begins, as far as they matter. */
function* occurrencesOf(event: ICAL.Event, last: number, budget: { repeats: number }): Generator<number> {
  if (!event.isRecurring()) {
    yield dayNumber(event.startDate);
    return;
  }
  // The first day is one of the event even where no rule says so (RFC 5545, 3.8.5.2).
  if (!event.component.hasProperty('rrule')) yield dayNumber(event.startDate);
  const repeats = event.iterator();
  for (let next = nextOccurrence(repeats); next; next = nextOccurrence(repeats)) {
    budget.repeats -= 1;
    if (budget.repeats < 0) throw wrongField('ical', 'calendar-too-large');
    const day = dayNumber(next);
    if (day > last) return;
    yield day;
  }
}

function nextOccurrence(repeats: ICAL.RecurExpansion): ICAL.Time | undefined {
  try {
    return repeats.next();
  } catch {
    throw wrongField('ical', 'not-a-calendar');
  }
}

const dayNumber = ({ year, month, day }: ICAL.Time): number => Date.UTC(year, month - 1, day) / 86_400_000;
