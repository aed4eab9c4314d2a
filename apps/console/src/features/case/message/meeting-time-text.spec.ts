import type { Recurrence } from '@guichet/contracts';
import type { TFunction } from 'i18next';
import { createInstance } from 'i18next';
import en from '../../../i18n/en/case.json' with { type: 'json' };
import fr from '../../../i18n/fr/case.json' with { type: 'json' };
import { periodText, recurrenceText } from './meeting-time-text.js';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');
const day = (value: string) => ({ kind: 'day' as const, time: value });
const local = (value: string) => ({ kind: 'local' as const, time: value });

async function translate(language: 'en' | 'fr'): Promise<{ t: TFunction; language: string }> {
  const i18n = createInstance();
  const t = await i18n.init({
    lng: language,
    resources: { en: { translation: { case: en } }, fr: { translation: { case: fr } } },
    interpolation: { escapeValue: false },
  });
  return { t, language };
}

describe('when a meeting takes place', () => {
  it('is told with its end in the language of the reader', () => {
    const visit = { start: local('2026-11-05T14:00'), end: local('2026-11-05T15:30') };
    expect(plain(periodText(visit, 'en-GB'))).toBe('Thursday, 5 November 2026, 14:00–15:30');
    expect(plain(periodText(visit, 'fr'))).toMatch(/^jeudi 5 novembre 2026.*14 h – 15 h 30$/);
  });

  it('has no time where it lasts whole days, the last of which is the day before its end', () => {
    expect(plain(periodText({ start: day('2026-11-05'), end: day('2026-11-06') }, 'en-GB'))).toBe(
      'Thursday, 5 November 2026',
    );
    expect(plain(periodText({ start: day('2026-11-05'), end: day('2026-11-07') }, 'en-GB'))).toContain('6 November');
  });

  it('is told in the time zone of the reader where it is a moment', () => {
    const value = '2026-11-05T13:00:00.000Z';
    const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(new Date(value));
    expect(periodText({ start: { kind: 'moment', time: value }, end: null }, 'en-GB')).toContain(time);
  });
});

describe('how a meeting repeats', () => {
  const weekly: Recurrence = {
    every: 'week',
    interval: 2,
    weekdays: ['mon', 'wed'],
    count: null,
    until: day('2027-03-03'),
    partial: false,
  };

  it('is a sentence in both languages', async () => {
    expect(plain(recurrenceText(weekly, await translate('en')))).toBe(
      'Every 2 weeks on Monday and Wednesday, until March 3, 2027',
    );
    expect(plain(recurrenceText(weekly, await translate('fr')))).toBe(
      'Toutes les 2 semaines le lundi et le mercredi, jusqu’au 3 mars 2027',
    );
  });

  it('says how often, and what it leaves out', async () => {
    const monthly: Recurrence = { ...weekly, every: 'month', interval: 1, weekdays: [], until: null };
    const english = await translate('en');
    expect(recurrenceText({ ...monthly, count: 10 }, english)).toBe('Every month, 10 times');
    expect(recurrenceText({ ...monthly, partial: true }, english)).toBe('Every month, on the dates given in its file');
  });
});
