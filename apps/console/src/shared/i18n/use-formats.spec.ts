import { spanOf } from './use-formats.js';

const minute = 60_000;
const hour = 60 * minute;

describe('a length of time', () => {
  it.each<[number, string, object]>([
    [20_000, 'minutes', { m: 1 }],
    [40 * minute, 'minutes', { m: 40 }],
    [hour, 'hours', { h: 1 }],
    [2 * hour + 5 * minute, 'hoursMinutes', { h: 2, m: '05' }],
    [13 * hour + 40 * minute, 'hours', { h: 13 }],
    [24 * hour, 'days', { d: 1 }],
    [52 * hour, 'daysHours', { d: 2, h: 4 }],
    [100 * hour, 'days', { d: 4 }],
  ])('of %i ms', (length, unit, values) => {
    expect(spanOf(length)).toEqual([unit, values]);
  });
});
