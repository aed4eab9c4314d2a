import type { Failure } from '@guichet/platform';
import { parseCalendar } from './parse-ical.js';

const calendar = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
let serial = 0;
const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${(serial += 1)}@town.test`, ...lines, 'END:VEVENT'].join('\r\n');
const read = (text: string) => parseCalendar(text, '2026-01-01', '2028-12-31');
const dates = (...events: string[]) => read(calendar(...events)).days.map(({ date }) => date);

function refusalOf(text: string): string | undefined {
  try {
    read(text);
  } catch (error) {
    return (error as Failure).more.errors?.[0]?.reason;
  }
  return undefined;
}

describe('a calendar', () => {
  it('gives its all-day events, with their names', () => {
    const file = calendar(event('DTSTART;VALUE=DATE:20260710', 'SUMMARY:Fête de l’Été à Valbourg'));
    expect(read(`\uFEFF${file}`)).toEqual({
      days: [{ date: '2026-07-10', name: 'Fête de l’Été à Valbourg' }],
      skipped: 0,
    });
  });

  it.each([
    [
      'several days, the end not included',
      ['DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102'],
      ['2026-12-30', '2026-12-31', '2027-01-01'],
    ],
    ['a length', ['DTSTART;VALUE=DATE:20260710', 'DURATION:P2D'], ['2026-07-10', '2026-07-11']],
    ['every year', ['DTSTART;VALUE=DATE:20200610', 'RRULE:FREQ=YEARLY'], ['2026-06-10', '2027-06-10', '2028-06-10']],
    [
      '29 February, where there is one',
      ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'],
      ['2028-02-29'],
    ],
    [
      'so many times',
      ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;COUNT=3'],
      ['2026-01-05', '2026-01-12', '2026-01-19'],
    ],
    [
      'until a day',
      ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20260112'],
      ['2026-01-05', '2026-01-09', '2026-01-12'],
    ],
    [
      'the last Monday of May',
      ['DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2'],
      ['2026-05-25', '2027-05-31'],
    ],
    [
      'not on some days',
      ['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=DAILY;COUNT=4', 'EXDATE;VALUE=DATE:20260106,20260107'],
      ['2026-01-05', '2026-01-08'],
    ],
    ['on more days', ['DTSTART;VALUE=DATE:20260105', 'RDATE;VALUE=DATE:20260203'], ['2026-01-05', '2026-02-03']],
  ])('gives %s', (_, lines, expected) => {
    expect(dates(event(...lines))).toEqual(expected);
  });

  it('follows an event that was moved once', () => {
    const whole = [
      'BEGIN:VEVENT',
      'UID:moved@town.test',
      'DTSTART;VALUE=DATE:20260601',
      'RRULE:FREQ=YEARLY;COUNT=2',
      'END:VEVENT',
    ];
    const once = [
      'BEGIN:VEVENT',
      'UID:moved@town.test',
      'RECURRENCE-ID;VALUE=DATE:20260601',
      'DTSTART;VALUE=DATE:20260603',
      'END:VEVENT',
    ];
    expect(dates(...whole, ...once)).toEqual(['2026-06-03', '2027-06-01']);
  });

  it('skips what closes no day', () => {
    const file = calendar(
      event('DTSTART:20260710T090000Z', 'DTEND:20260710T100000Z'),
      event('DTSTART;VALUE=DATE:20260711', 'STATUS:CANCELLED'),
      event('DTSTART;VALUE=DATE:20261399'),
      event('SUMMARY:Without a day'),
      event('DTSTART;VALUE=DATE:20260713'),
    );
    expect(read(file)).toEqual({ days: [{ date: '2026-07-13', name: '' }], skipped: 4 });
  });

  // Looking for the next day of any of these would not end.
  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY',
    'FREQ=YEARLY;BYSETPOS=40;BYDAY=MO',
    'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3',
    'FREQ=YEARLY;INTERVAL=100000',
    'FREQ=MONTHLY;BYDAY=6MO',
  ])('skips %s', (rule) => {
    expect(read(calendar(event('DTSTART;VALUE=DATE:20260101', `RRULE:${rule}`)))).toEqual({ days: [], skipped: 1 });
  });

  // Threats: M20.
  it('ends a repeat that has no end where nobody looks any more', () => {
    expect(dates(event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY'))).toHaveLength(365 + 365 + 366);
  });

  // Threats: A086.
  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Not found</body></html>'],
    ['a card', 'BEGIN:VCARD\r\nFN:Zoé\r\nEND:VCARD'],
    ['half a file', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101'],
    ['a prototype', '{"__proto__":{"x":1}}'],
  ])('refuses %s', (_, text) => {
    expect(refusalOf(text)).toBe('not-a-calendar');
  });

  it.each([
    ['repeats without number', [event('DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY')]],
    ['events without number', Array.from({ length: 5001 }, () => event('DTSTART;VALUE=DATE:20260101'))],
  ])('refuses %s', (_, events) => {
    expect(refusalOf(calendar(...events))).toBe('calendar-too-large');
  });

  // Threats: A091.
  it('takes a deep file for what it is, in bounded time', () => {
    const deep = 'BEGIN:VEVENT\r\n'.repeat(100_000);
    expect(() => read(`BEGIN:VCALENDAR\r\n${deep}`)).toThrow();
    expect(read(calendar(event('DTSTART;VALUE=DATE:20260101', `SUMMARY:${'x'.repeat(1_900_000)}`))).days).toHaveLength(
      1,
    );
  });
});
