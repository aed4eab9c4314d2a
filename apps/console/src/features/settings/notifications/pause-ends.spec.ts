import { setTownZone } from '../../../shared/i18n/organisation-time-zone.js';
import { pauseEnds } from './pause-ends.js';

afterEach(() => setTownZone(undefined));

it.each([
  // There it is Saturday already, and the clocks go back in the night.
  ['Europe/Paris', '2026-10-23T22:30:00Z', '2026-10-25T07:00:00.000Z'],
  ['America/Cayenne', '2026-10-23T22:30:00Z', '2026-10-24T11:00:00.000Z'],
])('a pause ends in an hour, or tomorrow at eight by the clocks of %s', (zone, now, tomorrow) => {
  setTownZone(zone);
  const ends = pauseEnds(Date.parse(now)).map(({ length, at }) => [length, at.toISOString()]);
  expect(ends).toEqual([
    ['hour', '2026-10-23T23:30:00.000Z'],
    ['tomorrow', tomorrow],
  ]);
});
