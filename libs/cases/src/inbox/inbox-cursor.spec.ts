import { Failure } from '@guichet/platform';
import { cursorOf, parseCursor } from './inbox-cursor.js';

const ID = '01900000-0000-7000-8000-000000000000';

describe('a cursor', () => {
  it.each(['2026-02-28 23:59:59.123456+00', '2026-02-28 23:59:59+05:30'])('holds %s as it is', (at) => {
    expect(parseCursor(cursorOf(at, ID))).toEqual({ at, id: ID });
  });

  // Threats: R03.
  it.each([
    '2026-02-31 00:00:00+00',
    '2026-13-01 00:00:00+00',
    '2026-01-01 25:00:00+00',
    '2026-01-01 10:61:00+00',
    '2026-01-01 .....+00',
    '2026-01-01 00:00:00+99',
    '0000-01-01 00:00:00+00',
    '-infinity',
  ])('that says %s is none of ours', (at) => {
    expect(() => parseCursor(cursorOf(at, ID))).toThrow(Failure);
  });
});
