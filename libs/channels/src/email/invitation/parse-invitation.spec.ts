import { parseInvitation } from './parse-invitation.js';

const event = (...lines: string[]) =>
  ['BEGIN:VEVENT', 'UID:1@example.org', 'SUMMARY:Visite', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (method: string, ...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', `METHOD:${method}`, ...parts, 'END:VCALENDAR', ''].join('\r\n');
const invited = (...lines: string[]) => parseInvitation(calendar('REQUEST', event(...lines)));

const OUTLOOK = `BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`.replaceAll('\n', '\r\n');

describe('an invitation', () => {
  it('says what it is about, when, where, and who invites', () => {
    expect(
      invited(
        'DTSTART;TZID=Europe/Paris:20261105T140000',
        'DTEND;TZID=Europe/Paris:20261105T153000',
        'LOCATION:12\\, rue des Lilas',
        'ORGANIZER;CN="Zoé Martin":mailto:zoe@example.org',
      ),
    ).toEqual({
      method: 'request',
      summary: 'Visite',
      start: { kind: 'moment', time: '2026-11-05T13:00:00.000Z' },
      end: { kind: 'moment', time: '2026-11-05T14:30:00.000Z' },
      location: '12, rue des Lilas',
      organizer: { name: 'Zoé Martin', address: 'zoe@example.org' },
      recurrence: null,
      answer: null,
      uid: '1@example.org',
      sequence: 0,
      recurrenceId: null,
      attendee: null,
    });
  });

  it.each([
    ['a moment', 'DTSTART:20260702T070000Z', { kind: 'moment', time: '2026-07-02T07:00:00.000Z' }],
    ['a zone that another program names', 'DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260702T090000', { kind: 'moment', time: '2026-07-02T07:00:00.000Z' }],
    ['a day', 'DTSTART;VALUE=DATE:20261105', { kind: 'day', time: '2026-11-05' }],
    ['a time without a zone', 'DTSTART:20261105T140000', { kind: 'local', time: '2026-11-05T14:00' }],
    ['a zone that nobody knows', 'DTSTART;TZID=Home:20261105T140000', { kind: 'local', time: '2026-11-05T14:00' }],
  ])('has %s', (_, line, start) => {
    expect(invited(line)?.start).toEqual(start);
  }); // prettier-ignore

  it('has the times of a zone that only its file describes', () => {
    const starts = (line: string) => parseInvitation(calendar('REQUEST', OUTLOOK, event(line)))?.start.time;
    expect(starts('DTSTART;TZID=W. Europe Standard Time:20260702T090000')).toBe('2026-07-02T07:00:00.000Z');
    expect(starts('DTSTART;TZID=W. Europe Standard Time:20261202T090000')).toBe('2026-12-02T08:00:00.000Z');
  });

  it('ends after its duration', () => {
    expect(invited('DTSTART:20260702T070000Z', 'DURATION:PT1H30M')?.end?.time).toBe('2026-07-02T08:30:00.000Z');
    expect(invited('DTSTART;VALUE=DATE:20260702', 'DURATION:P2D')?.end?.time).toBe('2026-07-04');
  });

  it('repeats by a rule that is told as far as words can', () => {
    const repeats = (rule: string) => invited('DTSTART:20260702T070000Z', `RRULE:${rule}`)?.recurrence;
    const weekly = { every: 'week', interval: 2, weekdays: ['mon', 'wed'], count: null, partial: false };
    expect(repeats('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;UNTIL=20270303')).toEqual({
      ...weekly,
      until: { kind: 'day', time: '2027-03-03' },
    });
    expect(repeats('FREQ=DAILY;COUNT=10')).toMatchObject({ every: 'day', interval: 1, count: 10, partial: false });
    expect(repeats('FREQ=MONTHLY;BYDAY=-1FR')).toMatchObject({ every: 'month', weekdays: [], partial: true });
    expect(repeats('FREQ=SECONDLY')).toBeNull();
  });

  it('is canceled by its method, or by its status', () => {
    const at = 'DTSTART:20260702T070000Z';
    expect(parseInvitation(calendar('CANCEL', event(at)))?.method).toBe('cancel');
    expect(invited(at, 'STATUS:CANCELLED')?.method).toBe('cancel');
  });

  it('is answered', () => {
    const reply = calendar(
      'REPLY',
      event('DTSTART:20260702T070000Z', 'ATTENDEE;PARTSTAT=DECLINED;CN=Luc Petit:mailto:luc@example.org'),
    );
    expect(parseInvitation(reply)).toMatchObject({
      method: 'reply',
      answer: { name: 'Luc Petit', status: 'declined' },
    });
  });

  it('is that of the whole series, and not of an exception that stands before it', () => {
    const moved = event('RECURRENCE-ID:20260709T070000Z', 'DTSTART:20260710T070000Z');
    const series = event('DTSTART:20260702T070000Z', 'RRULE:FREQ=WEEKLY');
    expect(parseInvitation(calendar('REQUEST', moved, series))?.start.time).toBe('2026-07-02T07:00:00.000Z');
  });
});

// A damaged or hostile calendar stays a file, and costs nothing.
describe('a calendar part that is no invitation', () => {
  it.each([
    ['is empty', ''],
    ['is damaged', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART'],
    ['is something else', '<html>'],
    ['has no event', calendar('REQUEST')],
    ['has no date', calendar('REQUEST', event())],
    [
      'is a whole calendar',
      calendar('PUBLISH', ...Array.from({ length: 60 }, () => event('DTSTART:20260702T070000Z'))),
    ],
  ])('stays a file where it %s', (_, source) => {
    expect(parseInvitation(source)).toBeUndefined();
  });

  it('is not followed where its zone changes every second', () => {
    const restless = OUTLOOK.replaceAll('FREQ=YEARLY;INTERVAL=1', 'FREQ=SECONDLY');
    const source = calendar('REQUEST', restless, event('DTSTART;TZID=W. Europe Standard Time:20260702T090000'));
    expect(parseInvitation(source)?.start).toEqual({ kind: 'local', time: '2026-07-02T09:00' });
  });
});
