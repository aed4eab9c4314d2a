import { parseTimeOfDay } from './parse-time-of-day.js';

describe('a typed time of day', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['9h', '09:00'],
    ['9:', '09:00'],
    ['9h30', '09:30'],
    [' 9 : 30 ', '09:30'],
    ['930', '09:30'],
    ['1730', '17:30'],
    ['17.30', '17:30'],
    ['0', '00:00'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['9:3', undefined],
    ['9:60', undefined],
    ['25', undefined],
    ['', undefined],
    ['noon', undefined],
    ['12345', undefined],
  ])('%j is %s', (typed, time) => {
    expect(parseTimeOfDay(typed)).toBe(time);
  });
});
