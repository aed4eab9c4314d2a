import { presetTimes } from './preset-times.js';

const at = (year: number, month: number, day: number, hour: number, minute = 0) =>
  new Date(year, month - 1, day, hour, minute);
const preset = (now: Date, name: string) => presetTimes(now.getTime()).find((one) => one.preset === name)?.at;

describe('when a snoozed case comes back', () => {
  it('rounds three hours up to a quarter', () =>
    expect(preset(at(2026, 3, 4, 9, 7), 'later')).toEqual(at(2026, 3, 4, 12, 15)));
  it('is the morning of the office, not of midnight', () =>
    expect(preset(at(2026, 3, 4, 23, 50), 'tomorrow')).toEqual(at(2026, 3, 5, 8, 30)));
  it('is the Monday to come, also on a Monday and on a Sunday', () => {
    expect(preset(at(2026, 3, 2, 9), 'nextWeek')).toEqual(at(2026, 3, 9, 8, 30));
    expect(preset(at(2026, 3, 8, 9), 'nextWeek')).toEqual(at(2026, 3, 9, 8, 30));
    expect(preset(at(2026, 3, 6, 9), 'nextWeek')).toEqual(at(2026, 3, 9, 8, 30));
  });
});
