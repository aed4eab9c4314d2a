import { Weekday, type BusinessHours, type Slot } from '@guichet/contracts';
import { LRUCache } from 'lru-cache';
import { holidaysOf } from './public-holidays.js';
import { ZoneYear } from './time-zone-offsets.js';

const DAY_MS = 86_400_000;
const ALL_DAY: Slot[] = [{ from: '00:00', to: '24:00' }];
const KEPT = 200;

/** Openings of one year: disjoint, in order, within the year; `before` is how long those before each are together. */
export interface OpenYear {
  from: number[];
  to: number[];
  before: number[];
  total: number;
}

const byContent = new LRUCache<string, ExpandedHours>({ max: KEPT });
/** The same document is asked for many times in a row: then its content need not be compared. */
const byDocument = new WeakMap<BusinessHours, ExpandedHours>();

/**
 * The business hours, spread over the years that were asked for. They change rarely and are asked for all the time, so
 * those of the last 200 documents are kept. A document must not be changed after it was passed here.
 */
export function expandHours(document: BusinessHours): ExpandedHours {
  let hours = byDocument.get(document);
  if (!hours) byDocument.set(document, (hours = expandContent(document)));
  return hours;
}

function expandContent(document: BusinessHours): ExpandedHours {
  const key = JSON.stringify(document);
  const hours = byContent.get(key) ?? new ExpandedHours(document);
  byContent.set(key, hours);
  return hours;
}

/** When a team works. Times are ms of the epoch; days are days of the epoch in the team's own calendar. */
export class ExpandedHours {
  readonly timeZone: string;
  private readonly week: Slot[][];
  /** No hours said: every hour, on public holidays, too; only days that are named are exceptions. */
  private readonly always: boolean;
  private readonly exceptions: Map<number, BusinessHours['exceptions'][number]>;
  private readonly years = new Map<number, OpenYear>();
  private readonly zones = new Map<number, ZoneYear>();
  private readonly closings = new Map<number, number | undefined>();

  constructor(private readonly schedule: BusinessHours) {
    this.timeZone = schedule.timeZone;
    const week = Weekday.options.map((day) => schedule.week[day]);
    this.always = week.every((slots) => slots.length === 0);
    this.week = this.always ? week.map(() => ALL_DAY) : week;
    this.exceptions = new Map(schedule.exceptions.map((exception) => [epochDay(exception.date), exception]));
  }

  year(year: number): OpenYear {
    let open = this.years.get(year);
    if (!open) this.years.set(year, (open = this.expand(year)));
    return open;
  }

  /** The year and the day at an instant, in the time zone of the team. */
  local(instant: number): { year: number; day: number } {
    const local = this.zone(new Date(instant).getUTCFullYear()).localOf(instant);
    return { year: new Date(local).getUTCFullYear(), day: Math.floor(local / DAY_MS) };
  }

  /** When a day begins on the wall of the team. */
  midnight(day: number): number {
    return this.zone(new Date(day * DAY_MS).getUTCFullYear()).instantOf(day * DAY_MS);
  }

  /** What makes the day another one than its weekday. */
  exceptionalDay(day: number): { name: string; source: 'holiday' | 'exception'; slots: Slot[] } | null {
    const exception = this.exceptions.get(day);
    if (exception) return { name: exception.name, source: 'exception', slots: exception.slots };
    const { territory } = this.schedule;
    if (!territory || this.always) return null;
    const date = isoDate(day);
    const name = holidaysOf(territory, Number(date.slice(0, 4))).get(date);
    return name === undefined ? null : { name, source: 'holiday', slots: [] };
  }

  /** Slots that begin on this day. */
  slots(day: number): Slot[] {
    // Day 0 of the epoch was a Thursday.
    return this.exceptionalDay(day)?.slots ?? this.week[(((day + 3) % 7) + 7) % 7]!;
  }

  /** The hours of this day from midnight to midnight, with what is left of a night that began the day before; empty for a team that never closes. */
  hoursWithin(day: number): Slot[] {
    if (this.always && !this.exceptionalDay(day)) return [];
    const lastsOn = ({ from, to }: Slot) => to < from && to !== '00:00';
    const night = this.slots(day - 1).filter(lastsOn);
    return [
      ...night.map(({ to }) => ({ from: '00:00', to })),
      ...this.slots(day).map((slot) => (slot.to < slot.from ? { ...slot, to: '24:00' } : slot)),
    ];
  }

  /** When the team closes at the end of a day on which it opens; undefined on days without work. */
  closing(day: number): number | undefined {
    if (!this.closings.has(day)) this.closings.set(day, this.lastEnd(day));
    return this.closings.get(day);
  }

  private lastEnd(day: number): number | undefined {
    const own = this.ends(day);
    // A night that began the day before may go on longer than what begins today.
    return own.length === 0 ? undefined : Math.max(...own, ...this.ends(day - 1));
  }

  private ends(day: number): number[] {
    const slots = this.slots(day);
    if (slots.length === 0) return [];
    const zone = this.zone(new Date(day * DAY_MS).getUTCFullYear());
    return slots.flatMap((slot) => {
      const [from, to] = slotSpan(day, slot).map((local) => zone.instantOf(local)) as [number, number];
      return to > from ? [to] : [];
    });
  }

  private zone(year: number): ZoneYear {
    let zone = this.zones.get(year);
    if (!zone) this.zones.set(year, (zone = new ZoneYear(this.timeZone, year)));
    return zone;
  }

  private expand(year: number): OpenYear {
    const zone = this.zone(year);
    const [first, end] = [Date.UTC(year, 0, 1) / DAY_MS, Date.UTC(year + 1, 0, 1) / DAY_MS];
    const [begin, finish] = [zone.instantOf(first * DAY_MS), zone.instantOf(end * DAY_MS)];
    const spans: [number, number][] = [];
    // A night that began on the last day of the year before.
    for (let day = first - 1; day < end; day += 1)
      for (const slot of this.slots(day)) {
        const [from, to] = slotSpan(day, slot);
        spans.push([Math.max(begin, zone.instantOf(from)), Math.min(finish, zone.instantOf(to))]);
      }
    return mergeSpans(spans.filter(([from, to]) => to > from).sort(([one], [other]) => one - other));
  }
}

function mergeSpans(spans: readonly [number, number][]): OpenYear {
  const open: OpenYear = { from: [], to: [], before: [], total: 0 };
  for (const [from, to] of spans) {
    const last = open.to.length - 1;
    if (last >= 0 && from <= open.to[last]!) {
      const longer = Math.max(0, to - open.to[last]!);
      open.to[last]! += longer;
      open.total += longer;
      continue;
    }
    open.from.push(from);
    open.to.push(to);
    open.before.push(open.total);
    open.total += to - from;
  }
  return open;
}

/** Local ms, as if they were UTC. */
function slotSpan(day: number, { from, to }: Slot): [number, number] {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const midnight = day * DAY_MS;
  return [midnight + begin * 60_000, midnight + (end > begin ? end : end + 24 * 60) * 60_000];
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export const epochDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const isoDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
