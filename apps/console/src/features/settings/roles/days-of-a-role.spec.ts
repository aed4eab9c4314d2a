import { setTownZone } from '../../../shared/i18n/town-clock.js';
import { beginningOf, endOf } from './days-of-a-role.js';

afterEach(() => setTownZone(undefined));

describe('the days of a role', () => {
  it.each([
    ['Europe/Paris', '2026-07-14', '2026-07-13T22:00:00.000Z', '2026-07-14T22:00:00.000Z'],
    // This day has 25 hours.
    ['Europe/Paris', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['Pacific/Noumea', '2026-12-31', '2026-12-30T13:00:00.000Z', '2026-12-31T13:00:00.000Z'],
  ])('begin and end at midnight in the town: %s, %s', (zone, day, begins, ends) => {
    setTownZone(zone);
    expect([beginningOf(day).toISOString(), endOf(day).toISOString()]).toEqual([begins, ends]);
  });

  it('are none where the year has five figures', () => expect(endOf('20261-11-27').getTime()).toBeNaN());
});
