import { faultOf, minutesOf, pastMidnight, weekdayOf, weekdays, type Week } from './weekly-hours.js';

const slot = (from: string, to: string) => ({ from, to });
const none = Object.fromEntries(weekdays.map((day) => [day, []])) as unknown as Week;
const office = [slot('09:00', '12:00'), slot('13:30', '17:00')];

describe('the hours of a week', () => {
  it.each([
    ['none', none, 0],
    ['an office', { ...none, mon: office, tue: office, wed: office, thu: office, fri: office }, 32.5],
    ['a night', { ...none, fri: [slot('22:00', '02:00')] }, 4],
    ['a night into the next day’s hours', { ...none, fri: [slot('22:00', '02:00')], sat: [slot('01:00', '03:00')] }, 5],
    ['a night from Sunday into Monday', { ...none, sun: [slot('22:00', '02:00')], mon: [slot('01:00', '03:00')] }, 5],
    ['a whole day', { ...none, sun: [slot('00:00', '24:00')] }, 24],
  ])('are counted once each: %s', (_, week, hours) => {
    expect(minutesOf(week) / 60).toBe(hours);
  });

  it.each([
    [[], undefined],
    [office, undefined],
    [[slot('13:30', '17:00'), slot('09:00', '13:30')], undefined],
    [[slot('09:00', '')], 'empty'],
    [[slot('09:00', '09:00')], 'same'],
    [[slot('24:00', '02:00')], 'same'],
    [[slot('00:00', '24:00')], undefined],
    [[slot('09:00', '13:00'), slot('12:00', '17:00')], 'overlap'],
    [[slot('20:00', '02:00'), slot('23:00', '23:30')], 'overlap'],
  ])('of a day are right or not: %j', (slots, fault) => {
    expect(faultOf(slots)).toBe(fault);
  });

  it('go on past midnight where they end before they begin', () => {
    expect(pastMidnight(slot('22:00', '02:00'))).toBe(true);
    expect(pastMidnight(slot('22:00', '24:00'))).toBe(false);
  });

  it('know the weekday of a date, wherever the reader is', () => {
    expect(weekdayOf('2026-04-06')).toBe('mon');
    expect(weekdayOf('2028-02-29')).toBe('tue');
  });
});
