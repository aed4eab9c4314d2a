import { setTownZone } from '../i18n/organisation-time-zone.js';
import { presetTimes } from './preset-times.js';

afterEach(() => setTownZone(undefined));

/** A time of the clock here, as in `2026-03-04T09:07`. */
const at = (local: string) => new Date(local);
const preset = (now: Date, name: string) => presetTimes(now.getTime()).find((one) => one.preset === name)?.at;

describe('when a snoozed case comes back', () => {
  it('rounds three hours up to a quarter', () =>
    expect(preset(at('2026-03-04T09:07'), 'later')).toEqual(at('2026-03-04T12:15')));
  // Interaction: R05, R19.
  it('is the morning of the office, not of midnight', () =>
    expect(preset(at('2026-03-04T23:50'), 'tomorrow')).toEqual(at('2026-03-05T08:30')));
  it('is never in the night, and is this morning for whoever works before it', () => {
    const names = (local: string) => presetTimes(at(local).getTime()).map(({ preset: name }) => name);
    expect(names('2026-03-04T16:30')).toEqual(['later', 'tomorrow', 'nextWeek', 'twoWeeks']);
    expect(names('2026-03-04T17:30')).toEqual(['tomorrow', 'nextWeek', 'twoWeeks']);
    expect(names('2026-03-04T02:30')).toEqual(['thisMorning', 'tomorrow', 'nextWeek', 'twoWeeks']);
    expect(preset(at('2026-03-04T02:30'), 'thisMorning')).toEqual(at('2026-03-04T08:30'));
    // On a Saturday morning there is no work to come back to that day.
    expect(names('2026-03-07T02:30')).toEqual(['nextWeek', 'twoWeeks']);
  });
  it('is no morning of the weekend', () => {
    for (const local of ['2026-03-06T09:00', '2026-03-07T09:00'])
      expect([local, preset(at(local), 'tomorrow'), preset(at(local), 'nextWeek')]).toEqual([
        local,
        undefined,
        at('2026-03-09T08:30'),
      ]);
  });
  it('is the Monday to come, also on a Monday', () => {
    expect(preset(at('2026-03-02T09:00'), 'nextWeek')).toEqual(at('2026-03-09T08:30'));
    expect(preset(at('2026-03-06T09:00'), 'nextWeek')).toEqual(at('2026-03-09T08:30'));
  });
  it('is proposed once on a Sunday, whose tomorrow is Monday', () => {
    expect(preset(at('2026-03-08T09:00'), 'tomorrow')).toEqual(at('2026-03-09T08:30'));
    expect(preset(at('2026-03-08T09:00'), 'nextWeek')).toBeUndefined();
  });
  it('is never a day of the weekend two weeks later', () => {
    expect(preset(at('2026-03-04T09:00'), 'twoWeeks')).toEqual(at('2026-03-18T08:30'));
    expect(preset(at('2026-03-07T09:00'), 'twoWeeks')).toEqual(at('2026-03-23T08:30'));
    expect(preset(at('2026-03-08T09:00'), 'twoWeeks')).toEqual(at('2026-03-23T08:30'));
  });
});

it('is the morning of the town, where the browser is elsewhere', () => {
  const now = Date.parse('2026-03-04T23:50Z');
  const morning = (zone: string) => {
    setTownZone(zone);
    return preset(new Date(now), 'tomorrow')?.toISOString();
  };
  // There it is the 5th already.
  expect(morning('Europe/Paris')).toBe('2026-03-06T07:30:00.000Z');
  expect(morning('America/Cayenne')).toBe('2026-03-05T11:30:00.000Z');
});
