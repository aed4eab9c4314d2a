import { isPassedDeadline } from './is-passed-deadline.js';

describe('a deadline of a template', () => {
  it.each([
    ['2025-01-01', true],
    ['2026-11-30', true],
    ['2026-12-01', false],
    ['2026-12-02', false],
    // As it is typed.
    ['0202-12-02', false],
    ['', false],
    ['hier', false],
  ])('has passed before today and not today: %s', (day, expected) => {
    expect(isPassedDeadline({ isDeadline: true }, day, '2026-12-01')).toBe(expected);
    expect(isPassedDeadline({}, day, '2026-12-01')).toBe(false);
  });
});
