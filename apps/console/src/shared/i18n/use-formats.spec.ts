import { format, spanOf } from './use-formats.js';

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

describe('a date', () => {
  const [first, later] = [new Date('2026-12-01T10:00:00'), new Date('2026-12-11T10:00:00')];
  const long = { weekday: 'long', day: 'numeric', month: 'long' } as const;

  it('is the 1er of a month in French, and of no other day', () => {
    expect(format('fr', long).format(first)).toBe('mardi 1er décembre');
    expect(format('fr-FR', { weekday: 'long', day: 'numeric' }).format(first)).toBe('mardi 1er');
    expect(format('fr', long).format(later)).toBe('vendredi 11 décembre');
    expect(format('fr', { dateStyle: 'long' }).formatRange(first, later)).toMatch(/^1er.11 décembre 2026$/);
  });

  it('has its time as French writes it, in ranges too', () => {
    const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
    const clock = { hour: '2-digit', minute: '2-digit' } as const;
    const at = (time: string) => new Date(`2026-11-27T${time}:00`);
    expect(plain(format('fr', clock).format(at('16:30')))).toBe('16 h 30');
    expect(plain(format('fr', clock).format(at('08:00')))).toBe('8 h');
    expect(plain(format('fr', clock).format(at('00:05')))).toBe('0 h 05');
    expect(plain(format('fr', { dateStyle: 'full', timeStyle: 'short' }).format(at('16:30')))).toBe(
      'vendredi 27 novembre 2026 à 16 h 30',
    );
    expect(plain(format('fr', clock).formatRange(at('08:00'), at('19:00')))).toMatch(/^8 h ?[–-] ?19 h$/);
    expect(format('en-GB', clock).format(at('08:00'))).toBe('08:00');
  });

  it('is a number in English, and where it is written in figures alone', () => {
    expect(format('en-GB', long).format(first)).toBe('Tuesday 1 December');
    expect(format('fr', { day: '2-digit', month: '2-digit' }).format(first)).toBe('01/12');
  });
});
