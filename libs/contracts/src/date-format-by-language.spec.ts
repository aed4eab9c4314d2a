import { dateFormat, dateLocales } from './date-format-by-language.js';

const timeZone = 'Europe/Paris';
const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
const at = (time: string) => new Date(`2026-11-27T${time}:00+01:00`);
const [first, later] = [new Date('2026-12-01T10:00:00Z'), new Date('2026-12-11T10:00:00Z')];

describe('a date', () => {
  const long = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;

  it('is the 1er of a month in French, and of no other day', () => {
    expect(dateFormat('fr', long).format(first)).toBe('mardi 1er décembre');
    expect(dateFormat('fr-FR', { weekday: 'long', day: 'numeric', timeZone }).format(first)).toBe('mardi 1er');
    expect(dateFormat('fr', long).format(later)).toBe('vendredi 11 décembre');
    expect(dateFormat('fr', { dateStyle: 'long', timeZone }).formatRange(first, later)).toMatch(
      /^1er.11 décembre 2026$/,
    );
  });

  it('is a number in English, and where it is written in figures alone', () => {
    expect(dateFormat(dateLocales.en, long).format(first)).toBe('Tuesday 1 December');
    expect(dateFormat('fr', { day: '2-digit', month: '2-digit', timeZone }).format(first)).toBe('01/12');
  });
});

describe('a time', () => {
  const clock = { hour: '2-digit', minute: '2-digit', timeZone } as const;

  it('is written as French does, in sentences and ranges, too', () => {
    expect(dateFormat('fr', clock).format(at('16:30'))).toBe('16\u00a0h\u00a030');
    expect(dateFormat('fr', clock).format(at('08:00'))).toBe('8\u00a0h');
    expect(dateFormat('fr', clock).format(at('00:05'))).toBe('0\u00a0h\u00a005');
    expect(
      plain(dateFormat(dateLocales.fr, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at('16:30'))),
    ).toBe('vendredi 27 novembre 2026 à 16 h 30');
    expect(plain(dateFormat('fr', clock).formatRange(at('08:00'), at('19:00')))).toMatch(/^8 h ?[–-] ?19 h$/);
  });

  it('counts to 24 in English', () => expect(dateFormat(dateLocales.en, clock).format(at('16:30'))).toBe('16:30'));

  it('is that of the zone that is named', () => {
    const noumea = { ...clock, timeZone: 'Pacific/Noumea' };
    expect([clock, noumea].map((options) => dateFormat('en-GB', options).format(at('16:30')))).toEqual([
      '16:30',
      '02:30',
    ]);
  });
});
