import { timeOfDay } from './use-calendar-day-formats.js';

it.each([
  ['fr', '08:30', '8 h 30'],
  ['fr', '12:00', '12 h'],
  ['fr', '24:00', '24 h'],
  ['en-GB', '08:30', '08:30'],
  ['en-GB', '24:00', '24:00'],
])('a time of day is written in %s as its people do: %s', (language, time, expected) =>
  expect(timeOfDay(time, language).replaceAll('\u00a0', ' ')).toBe(expected),
);
