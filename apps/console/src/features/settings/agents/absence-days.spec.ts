import { setTownZone } from '../../../shared/i18n/organisation-time-zone.js';
import { instantOf, typedEnd } from './absence-days.js';

beforeAll(() => setTownZone('Europe/Paris'));
afterAll(() => setTownZone(undefined));

describe('an end of an absence', () => {
  it.each([
    ['from', { day: '2026-12-07', time: '' }, '2026-12-06T23:00:00.000Z'],
    ['until', { day: '2026-12-11', time: '' }, '2026-12-11T22:59:00.000Z'],
    ['from', { day: '2026-12-07', time: '13:30' }, '2026-12-07T12:30:00.000Z'],
    ['until', { day: '2026-07-11', time: '12:00' }, '2026-07-11T10:00:00.000Z'],
  ] as const)('%s: the whole day unless a time is typed, and the same when it is changed', (end, typed, at) => {
    expect(instantOf(end, typed)!.toISOString()).toBe(at);
    expect(typedEnd(end, at)).toEqual(typed);
  });

  it('is not known without a day', () => {
    expect(instantOf('until', { day: '', time: '' })).toBeNull();
    expect(typedEnd('until', null)).toEqual({ day: '', time: '' });
    expect(typedEnd('until', undefined)).toEqual({ day: '', time: '' });
  });

  it('has its time where that would mean the whole day at the other end', () => {
    expect(typedEnd('from', '2026-12-07T22:59:00Z')).toEqual({ day: '2026-12-07', time: '23:59' });
    expect(typedEnd('until', '2026-12-06T23:00:00Z')).toEqual({ day: '2026-12-07', time: '00:00' });
  });
});
