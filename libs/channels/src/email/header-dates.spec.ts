import { headerDate, isOddDate } from './header-dates.js';

describe('the date of a header', () => {
  // Threats: M21.
  it.each([
    ['Mon, 2 Nov 2026 09:15:00 +0100', '2026-11-02T08:15:00.000Z'],
    ['2 Nov 2026 09:15 GMT', '2026-11-02T09:15:00.000Z'],
    ['Mon,  2  Nov 26 09:15:00 EST (comment)', '2026-11-02T14:15:00.000Z'],
    ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06.000Z'],
    ['Thu, 13 Feb 1969 23:32:54 -0330', '1969-02-14T03:02:54.000Z'],
    ['Sat, 29 Feb 2025 10:00:00 +0000', null],
    ['Fri, 32 Foo 2026 10:00:00 +0000', null],
    ['Mon, 2 Nov 2026 25:15:00 +0000', null],
    ['Mon, 2 Nov 2026 09:15:00 -9999', null],
    ['Whenever', null],
    ['2026-11-02', null],
    ['', null],
  ])('%j', (header, expected) => expect(headerDate(header)?.toISOString() ?? null).toBe(expected));

  // Threats: C02, M21.
  it('is odd before 1970 and more than a day ahead', () => {
    const received = new Date('2026-11-02T12:00:00Z');
    expect(isOddDate(new Date('1969-12-31T23:59:59Z'), received)).toBe(true);
    expect(isOddDate(new Date('2026-11-03T12:00:00Z'), received)).toBe(false);
    expect(isOddDate(new Date('2026-11-03T12:00:01Z'), received)).toBe(true);
  });
});
