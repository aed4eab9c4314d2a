import type { InvitationTime } from '@guichet/contracts';
import ICAL from 'ical.js';

/** A zone of the world, also behind the name of who describes it, as in `/mozilla.org/20050126_1/Europe/Paris`. */
const WORLD = /(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]+$/;

/** Returns the time of a property, or null where it has none that can be meant. */
export function timeOf(property: ICAL.Property | null): InvitationTime | null {
  const value = property?.getFirstValue();
  if (!(value instanceof ICAL.Time)) return null;
  const zone = property!.getParameter('tzid');
  return ofTime(value, typeof zone === 'string' ? zone : undefined);
}

/** As `timeOf`, of a time without parameters, such as the end of a rule. */
export function ofTime(time: ICAL.Time, zone?: string): InvitationTime | null {
  const { year, month, day, hour, minute, second } = time;
  if (year < 1900 || year > 2200) return null;
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    if (time.isDate) return { kind: 'day', time: date.toString() };
    const local = date.toPlainDateTime(Temporal.PlainTime.from({ hour, minute, second }, { overflow: 'reject' }));
    const moment = momentOf(local, time, zone);
    return moment
      ? { kind: 'moment', time: moment }
      : { kind: 'local', time: local.toString({ smallestUnit: 'minute' }) };
  } catch {
    return null;
  }
}

/** The end of a meeting of which the length is known. */
export function withDuration(start: InvitationTime, duration: unknown): InvitationTime | null {
  if (!(duration instanceof ICAL.Duration)) return null;
  const seconds = duration.toSeconds();
  if (!(seconds > 0) || seconds > 366 * 86_400) return null;
  if (start.kind === 'moment') return { kind: 'moment', time: iso(Date.parse(start.time) + seconds * 1000) };
  if (start.kind === 'local')
    return {
      kind: 'local',
      time: Temporal.PlainDateTime.from(start.time).add({ seconds }).toString({ smallestUnit: 'minute' }),
    };
  const days = Math.ceil(seconds / 86_400);
  return { kind: 'day', time: Temporal.PlainDate.from(start.time).add({ days }).toString() };
}

/**
 * Returns the moment of a local time. Zones of the world are known here; those that only the file describes, as Outlook's,
 * are read from it, where their rules are as simple as those of clocks.
 */
function momentOf(local: Temporal.PlainDateTime, time: ICAL.Time, zone: string | undefined): string | null {
  if (time.zone === ICAL.Timezone.utcTimezone) return iso(local.toZonedDateTime('UTC').epochMilliseconds);
  if (zone === undefined) return null;
  try {
    return iso(local.toZonedDateTime(WORLD.exec(zone)?.[0] ?? zone).epochMilliseconds);
  } catch {
    const described = time.zone?.component;
    return described && isSimple(described) ? iso(time.toUnixTime() * 1000) : null;
  }
}

/** Rules that repeat more often than clocks are changed would take long to follow. */
function isSimple(zone: ICAL.Component): boolean {
  const changes = zone.getAllSubcomponents();
  return (
    changes.length > 0 &&
    changes.length <= 20 &&
    changes.every((change) =>
      change.getAllProperties('rrule').every((property) => {
        const rule = property.getFirstValue();
        return (
          rule instanceof ICAL.Recur &&
          rule.freq === 'YEARLY' &&
          Object.keys(rule.parts).every((part) => part === 'BYMONTH' || part === 'BYDAY' || part === 'BYMONTHDAY')
        );
      }),
    )
  );
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
