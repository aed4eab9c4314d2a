import { atTownClock, townClock } from '../i18n/town-clock.js';

/** Reads a moment that is written in words; undefined: it is none, or it is over. */
export type ReadMoment = (words: string, now: Date) => Date | undefined;

/** These say an hour without a figure. */
const PART_OF_DAY = /matin|midi|soir|nuit|morning|noon|afternoon|evening|night/i;
/** At which the office opens, where only a day is written. */
const MORNING = { hour: 8, minute: 30 };

const DAY = 24 * 60 * 60 * 1000;

/** What French agents write and the library does not know. */
const inFrench = (words: string, now: Date) =>
  words
    .replace(/apr[eè]s[- ]demain/i, () => new Date(now.getTime() + 2 * DAY).toLocaleDateString('fr'))
    .replace(/(?<!apr[eè]s[- ])\bmidi\b/i, 'à 12h')
    .replace(/^(\d+ (?:jours?|semaines?|mois|heures?|h|min(?:utes?)?))$/i, 'dans $1')
    .replace(/^(?:le|au) /i, '');

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
const shownHere = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());

/** Loads what reads moments in the language of the screen. */
export async function loadMomentReader(language: string): Promise<ReadMoment> {
  const isFrench = language.startsWith('fr');
  const chrono = isFrench ? (await import('chrono-node/fr')).casual : (await import('chrono-node/en')).GB;
  return (words, now) => {
    const here = asHere(now);
    const wanted = (isFrench ? inFrench(words.trim(), here) : words.trim()).trim();
    const [result] = chrono.parse(wanted, here, { forwardDate: true });
    // One that was read in part would be another than was meant.
    if (!result || result.text.length < wanted.length) return undefined;
    const moment = result.start.date();
    if (!result.start.isCertain('hour') && !PART_OF_DAY.test(wanted)) moment.setHours(MORNING.hour, MORNING.minute);
    moment.setSeconds(0, 0);
    const inTown = atTownClock(shownHere(moment));
    return inTown > now ? inTown : undefined;
  };
}
