import {
  atTownClock,
  readTownTime,
  setTownZone,
  townClock,
  townDay,
  townDayNumber,
  townZone,
} from './organisation-time-zone.js';

afterAll(() => setTownZone(undefined));

describe.each([
  ['Europe/Paris', 1],
  ['America/New_York', 1],
  ['Pacific/Noumea', 0],
  ['Asia/Kolkata', 0],
])('the clock of %s', (zone, hoursShownTwice) => {
  beforeEach(() => setTownZone(zone));

  it('shows what a clock there does', () => {
    const at = Date.parse('2026-07-14T22:30:15.250Z');
    const there = new Date(at).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
    expect(townClock(at).toISOString()).toBe(`${there}.250Z`);
    expect(townDay(at)).toBe(there.slice(0, 10));
  });

  it('leads back to every moment of a year but those of the hour that it shows twice', () => {
    let shownTwice = 0;
    for (let at = Date.parse('2026-01-01T00:07Z'); at < Date.parse('2027-01-01'); at += 3_600_000) {
      const back = atTownClock(townClock(at)).getTime();
      if (back === at) continue;
      expect(Math.abs(back - at)).toBe(3_600_000);
      shownTwice++;
    }
    expect(shownTwice).toBe(hoursShownTwice);
  });
});

describe('what is entered by the clock of the town', () => {
  beforeEach(() => setTownZone('Europe/Paris'));

  it('is read by it', () => {
    expect(readTownTime('2026-11-27T16:30').toISOString()).toBe('2026-11-27T15:30:00.000Z');
    expect(readTownTime('2026-07-14T16:30').toISOString()).toBe('2026-07-14T14:30:00.000Z');
    expect(readTownTime('2026-11-27T16:30:10').toISOString()).toBe('2026-11-27T15:30:00.000Z');
  });

  it.each(['', '2026-11-27', '20261-11-27T16:30', 'T16:30', '2026-13-01T00:00'])('is no time in “%s”', (typed) =>
    expect(readTownTime(typed).getTime()).toBeNaN(),
  );

  it('stays no time by any clock', () => {
    expect(atTownClock(Number.NaN).getTime()).toBeNaN();
    expect(townClock('soon').getTime()).toBeNaN();
  });

  it('is an hour later where the clock skips it', () =>
    expect(readTownTime('2026-03-29T02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z'));

  it('counts days as the town has them', () => {
    const [evening, night] = ['2026-11-27T22:59:59Z', '2026-11-27T23:00:00Z'];
    expect([townDay(evening), townDay(night)]).toEqual(['2026-11-27', '2026-11-28']);
    expect(townDayNumber(night) - townDayNumber(evening)).toBe(1);
  });
});

it('is the clock of the browser where that does not know the zone of the town', () => {
  setTownZone('Europe/Paris');
  expect(() => setTownZone('Mars/Olympus_Mons')).not.toThrow();
  expect(townZone()).toBeUndefined();
  const at = new Date(2026, 6, 14, 16, 30);
  expect(townClock(at).getUTCHours()).toBe(16);
});
