import { surveyTime } from './survey-send-time.js';

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`);
const day = (date: string, time: string) => new Date(`2026-03-${date}T${time}:00Z`);

describe('when somebody is asked how it went', () => {
  it.each([
    [
      'after the delay, on a channel that is always open',
      24,
      { at: at('08:00'), windowHours: null },
      day('03', '10:00'),
    ],
    ['after the delay, where nobody ever wrote', 24, null, day('03', '10:00')],
    ['after the delay, while the window is still open then', 2, { at: at('08:00'), windowHours: 24 }, at('12:00')],
    ['half an hour before the window closes', 24, { at: at('09:00'), windowHours: 24 }, day('03', '08:30')],
    ['soon, where the window is about to close', 24, { at: day('01', '10:35'), windowHours: 24 }, at('10:10')],
    ['at once, if the house says so', 0, { at: day('01', '10:35'), windowHours: 24 }, at('10:00')],
  ])('%s', (_, hours, last, expected) => {
    expect(surveyTime(at('10:00'), hours, last)).toEqual(expected);
  });
});
