import { dayHeading } from './day-heading.js';

it.each([
  ['en-GB', 'today', 'Today'],
  ['en-GB', 'Friday, 27 November 2026', 'Friday, 27 November 2026'],
  ['fr', 'hier', 'hier'],
])('begins as a date does in the language: %s, %s', (language, name, heading) => {
  expect(dayHeading(name, language)).toBe(heading);
});
