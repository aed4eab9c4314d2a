import type { Component, ParsedComponents } from 'chrono-node';
import { atTownClock, townClock } from '../i18n/organisation-time-zone.js';
import { englishDays, frenchDays } from './days-in-words.js';
import { namesNoDay } from './names-no-day.js';

/** Why words that name a moment give none: it is past, or there is no such day. */
export type NoMoment = 'over' | 'noSuchDay';

/** Reads a moment that is written in words; undefined: they name none. */
export type ReadMoment = (words: string, now: Date) => Date | NoMoment | undefined;

/** These say an hour without a figure. */
const PART_OF_DAY = /matin|midi|soir|nuit|morning|noon|afternoon|evening|night/i;
const A_MORNING = /matin|morning/i;
/** At which the office opens, where only a day or its morning is written: the hour that is proposed for a morning as well. */
const MORNING = { hour: 8, minute: 30 };

/** What French agents write and the library does not know. */
const inFrench = (words: string, now: Date) =>
  frenchDays(words, now)
    .replace(/(?<!apr[eè]s[- ])\b(?:ce )?midi\b/i, 'à 12h')
    .replace(/\b(?:en )?fin de journ[ée]e\b/i, 'à 17h')
    // By custom, the first of these days is today.
    .replace(/\bhuit jours\b/i, '1 semaine')
    .replace(/\bquinze jours\b/i, '2 semaines')
    .replace(/^(?:sous|d[’']ici(?: à)?) (?=\d|une? )/i, 'dans ')
    .replace(/^((?:\d+|une?|deux|trois) (?:jours?|semaines?|mois|heures?|h|min(?:utes?)?))$/i, 'dans $1')
    .replace(
      /^dans (\d+) ?h(?:eures?)? ?(\d+)$/i,
      (_, hours, minutes) => `dans ${Number(hours) * 60 + Number(minutes)} minutes`,
    )
    .replace(/\b(\d{1,2}) h(?:eures?)? ?(\d{2})\b/i, '$1h$2')
    .replace(/^(?:le|au) /i, '');

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/**
 * Of a month, the library takes the figures behind it for a year: those of a day have to look like one. Where the day stands before the month,
 * they are a year or an hour.
 */
const DAY_OF_MONTH = new RegExp(
  `(?<!\\d(?:st|nd|rd|th)?(?: of)? )\\b(${MONTH}\\.?) (\\d{1,2})\\b(?![:.]\\d| ?[ap]\\.?m)`,
  'i',
);
/** What English agents write and the library does not know. */
const inEnglish = (words: string, now: Date) =>
  englishDays(words, now)
    .replace(DAY_OF_MONTH, '$1 $2th')
    .replace(/^(in )?(?:a )?fortnight$/i, 'in 2 weeks')
    .replace(/\b(?:at the )?end of (?:the )?day\b|\beod\b/i, 'at 5pm');

/** What the library takes for the time here shows what the clocks of the town do. */
function asHere(now: Date): Date {
  const shown = townClock(now);
  const [month, day] = [shown.getUTCMonth(), shown.getUTCDate()];
  return new Date(
    shown.getUTCFullYear(),
    month,
    day,
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    shown.getUTCSeconds(),
  );
}

/** No clock is put forward or back near it. */
const QUIET_DAY = new Date(2026, 0, 15, 12);
const MINUTE = 60_000;

/** Loads what reads moments in the language of the screen. */
export async function loadMomentReader(language: string): Promise<ReadMoment> {
  const isFrench = language.startsWith('fr');
  const chrono = isFrench ? (await import('chrono-node/fr')).casual : (await import('chrono-node/en')).GB;
  return (words, now) => {
    const here = asHere(now);
    const wanted = (isFrench ? inFrench : inEnglish)(words.trim(), here).trim();
    const [result] = chrono.parse(wanted, here, { forwardDate: true });
    // One that was read in part would be another than was meant.
    if (!result || result.text.length < wanted.length)
      return namesNoDay(words.trim(), isFrench) ? 'noSuchDay' : undefined;
    const isSpan = result.start.tags().has('result/relativeDateAndTime');
    // Hours and minutes last as long by every clock, whatever it skips or shows twice.
    const [lasting] = isSpan ? chrono.parse(wanted, QUIET_DAY) : [];
    const moment = lasting
      ? new Date(now.getTime() + lasting.start.date().getTime() - QUIET_DAY.getTime())
      : momentAt(result.start, wanted);
    moment.setTime(Math.floor(moment.getTime() / MINUTE) * MINUTE);
    return moment > now ? moment : 'over';
  };
}

/** When the clocks of the town show what was read: those of the browser may skip that hour. */
function momentAt(read: ParsedComponents, wanted: string): Date {
  // The words name a zone themselves.
  if (read.isCertain('timezoneOffset')) return read.date();
  const part = (name: Component) => read.get(name) ?? 0;
  const isTimed = read.isCertain('hour') || (PART_OF_DAY.test(wanted) && !A_MORNING.test(wanted));
  const { hour, minute } = isTimed ? { hour: part('hour'), minute: part('minute') } : MORNING;
  return atTownClock(Date.UTC(part('year'), part('month') - 1, part('day'), hour, minute));
}
