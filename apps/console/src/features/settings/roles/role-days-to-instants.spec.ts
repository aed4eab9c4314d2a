import { setTownZone } from '../../../shared/i18n/organisation-time-zone.js';
import { beginningOf, endOf, faultOfUntil, instantsOf } from './role-days-to-instants.js';

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

  it('are those that a role is given for, or now and without an end', () => {
    setTownZone('Europe/Paris');
    expect(instantsOf({ from: '2026-07-14', until: '' })).toEqual({
      validFrom: '2026-07-13T22:00:00.000Z',
      validUntil: null,
    });
    expect(instantsOf({ from: '', until: '2026-07-14' })).toEqual({
      validFrom: null,
      validUntil: '2026-07-14T22:00:00.000Z',
    });
  });

  it('end neither in the past nor before they begin', () => {
    const now = Date.parse('2026-07-14T12:00:00Z');
    setTownZone('Europe/Paris');
    expect(faultOfUntil({ from: '', until: '2026-07-13' }, now)).toBe('roles.held.inPast');
    expect(faultOfUntil({ from: '2026-07-20', until: '2026-07-19' }, now)).toBe('roles.held.endsBefore');
    expect(faultOfUntil({ from: '', until: '2026-07-14' }, now)).toBeNull();
    expect(faultOfUntil({ from: '2026-07-20', until: '' }, now)).toBeNull();
  });

  it('are none where the year has five figures', () => expect(endOf('20261-11-27').getTime()).toBeNaN());
});
