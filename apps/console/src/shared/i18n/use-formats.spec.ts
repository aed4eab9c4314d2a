import { setTownZone } from './organisation-time-zone.js';
import type { TFunction } from 'i18next';
import english from '../../i18n/en/time.json' with { type: 'json' };
import french from '../../i18n/fr/time.json' with { type: 'json' };
import { format, shortTime, sinceTime, spanOf } from './use-formats.js';

afterEach(() => setTownZone(undefined));

const minute = 60_000;
const hour = 60 * minute;

describe('a length of time', () => {
  it.each<[number, string, object]>([
    [20_000, 'minutes', { m: 1 }],
    [40 * minute, 'minutes', { m: 40 }],
    [hour, 'hours', { h: 1 }],
    [2 * hour + 5 * minute, 'hoursMinutes', { h: 2, m: '05' }],
    [13 * hour + 40 * minute, 'hours', { h: 13 }],
    [24 * hour, 'days', { d: 1 }],
    [52 * hour, 'daysHours', { d: 2, h: 4 }],
    [100 * hour, 'days', { d: 4 }],
  ])('of %i ms', (length, unit, values) => {
    expect(spanOf(length)).toEqual([unit, values]);
  });
});

describe('a time', () => {
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const at = new Date('2026-11-27T15:30:00Z');

  it('is by the clocks of the town wherever the browser is, unless another zone is named', () => {
    setTownZone('Europe/Paris');
    expect(format('en-GB', clock).format(at)).toBe('16:30');
    expect(format('fr', clock).format(at)).toBe('16\u00a0h\u00a030');
    expect(format('en-GB', { ...clock, timeZone: 'UTC' }).format(at)).toBe('15:30');
    setTownZone('Pacific/Noumea');
    expect(format('en-GB', clock).format(at)).toBe('02:30');
  });
});

describe('a time that is near', () => {
  const now = Date.parse('2026-11-27T15:30:00Z');
  const worded = (language: 'fr' | 'en' | 'en-GB', hours: 'recent' | 'span' | 'brief', at = '2026-11-26T17:30:00Z') => {
    const texts = language === 'fr' ? french : english;
    const t = ((key: string, { h, time }: { h: number; time: string }) => {
      if (key === 'time.clock') return texts.clock.replace('{{time}}', time);
      const [, group, name] = key.split('.') as [string, 'recent' | 'span', 'hours'];
      return texts[group][name].replace('{{h}}', String(h));
    }) as unknown as TFunction;
    return shortTime(at, { now, language, t, hours });
  };

  it('is never worded as a time of day, or as a length of time', () => {
    expect(worded('fr', 'recent')).toBe('il y a 22 h');
    expect(worded('en', 'recent')).toBe('22 h ago');
    // Within "il y a …".
    expect(worded('fr', 'span')).toBe('22 h');
    // Where there is room for few letters: yesterday.
    expect(worded('fr', 'brief')).toBe('jeu.');
    expect(worded('en', 'brief')).toBe('Thu');
    // Today.
    setTownZone('Europe/Paris');
    expect(worded('fr', 'brief', '2026-11-27T15:28:00Z')).toBe('à 16\u00a0h\u00a028');
    expect(worded('en-GB', 'brief', '2026-11-27T12:30:00Z')).toBe('13:30');
  });
});

describe('a time after "since"', () => {
  const now = Date.parse('2026-11-27T15:30:00Z');

  it.each([
    ['just now, by the clock', '2026-11-27T15:29:50Z', 'aujourd’hui à 16\u00a0h\u00a029', '16:29'],
    ['today, by the clock', '2026-11-26T23:36:00Z', 'aujourd’hui à 0\u00a0h\u00a036', '00:36'],
    ['yesterday, with its day', '2026-11-26T21:36:00Z', 'jeu. 26 nov., 22\u00a0h\u00a036', 'Thu 26 Nov, 22:36'],
    ['long ago, by the date', '2026-11-02T21:36:00Z', '2 nov.', '2 Nov'],
    ['another year, by the date', '2024-03-02T21:36:00Z', '2 mars 2024', '2 Mar 2024'],
  ])('is %s', (_, at, inFrench, inEnglish) => {
    setTownZone('Europe/Paris');
    const worded = (language: 'fr' | 'en-GB') => {
      const texts = language === 'fr' ? french : english;
      const t = ((_: string, { time }: { time: string }) =>
        texts.sinceToday.replace('{{time}}', time)) as unknown as TFunction;
      return sinceTime(at, { now, language, t });
    };
    expect([worded('fr'), worded('en-GB')]).toEqual([inFrench, inEnglish]);
  });
});
