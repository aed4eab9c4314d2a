import { setTownZone } from '../i18n/organisation-time-zone.js';
import { loadMomentReader } from './parse-moment-in-words.js';

afterEach(() => setTownZone(undefined));

/** A Sunday. */
const now = new Date('2026-11-29T10:07');
const read = async (language: string, words: string) => (await loadMomentReader(language))(words, now);

describe('a moment in words', () => {
  // Interaction: R05, R19.
  it.each([
    ['demain', '2026-11-30T08:30'],
    ['Demain matin', '2026-11-30T08:30'],
    ['lundi prochain matin', '2026-11-30T08:30'],
    ['jeudi matin à 9h', '2026-12-03T09:00'],
    ['après-demain', '2026-12-01T08:30'],
    ['apres demain 14h', '2026-12-01T14:00'],
    ['jeudi', '2026-12-03T08:30'],
    ['jeudi 14h30', '2026-12-03T14:30'],
    ['vendredi midi', '2026-12-04T12:00'],
    ['lundi prochain à 9h', '2026-11-30T09:00'],
    ['3 jours', '2026-12-02T08:30'],
    ['dans deux semaines', '2026-12-13T08:30'],
    ['dans 2 h', '2026-11-29T12:07'],
    ['le 12 décembre', '2026-12-12T08:30'],
    ['12/12 à 9h15', '2026-12-12T09:15'],
    ['15 janvier', '2027-01-15T08:30'],
    ['ce soir', '2026-11-29T18:00'],
    ['ce midi', '2026-11-29T12:00'],
    ['fin de journée', '2026-11-29T17:00'],
    ['la semaine prochaine', '2026-11-30T08:30'],
    ['fin de semaine à 16 h 30', '2026-12-04T16:30'],
    ['mardi en huit', '2026-12-08T08:30'],
    ['jeudi en quinze à 14h', '2026-12-17T14:00'],
    ['le 15', '2026-12-15T08:30'],
    ['une heure', '2026-11-29T11:07'],
    ['dans 1h30', '2026-11-29T11:37'],
    ['sous quinze jours', '2026-12-13T08:30'],
    ['dans quinze jours', '2026-12-13T08:30'],
    ['dans huit jours', '2026-12-06T08:30'],
    ['dans 15 jours', '2026-12-14T08:30'],
    ['d’ici une semaine', '2026-12-06T08:30'],
  ])('is read in French: %s', async (words, at) => expect(await read('fr', words)).toEqual(new Date(at)));

  it.each([
    ['tomorrow', '2026-11-30T08:30'],
    ['next thursday', '2026-12-03T08:30'],
    ['friday noon', '2026-12-04T12:00'],
    ['friday morning', '2026-12-04T08:30'],
    ['this evening', '2026-11-29T20:00'],
    ['in 3 days', '2026-12-02T08:30'],
    ['4 Dec 2pm', '2026-12-04T14:00'],
    // By the day first, as in the rest of Europe.
    ['03/12', '2026-12-03T08:30'],
    ['12/15', '2026-12-15T08:30'],
    ['Dec 15', '2026-12-15T08:30'],
    ['December 15', '2026-12-15T08:30'],
    ['dec 15 2pm', '2026-12-15T14:00'],
    ['Dec 15th at 9am', '2026-12-15T09:00'],
    ['Jan 4', '2027-01-04T08:30'],
    ['December 15, 2027', '2027-12-15T08:30'],
    ['15th', '2026-12-15T08:30'],
    ['the 30th', '2026-11-30T08:30'],
    ['31st', '2026-12-31T08:30'],
    ['15th at 2pm', '2026-12-15T14:00'],
    ['29th at 2pm', '2026-11-29T14:00'],
    ['29th', '2026-12-29T08:30'],
    ['15th December', '2026-12-15T08:30'],
    ['4th of January', '2027-01-04T08:30'],
    ['15th Dec 2pm', '2026-12-15T14:00'],
    ['3rd May', '2027-05-03T08:30'],
    ['2nd January 2027', '2027-01-02T08:30'],
    ['4 Dec 9 am', '2026-12-04T09:00'],
    ['Friday 4 Dec 2 pm', '2026-12-04T14:00'],
    ['15 Dec 26', '2026-12-15T08:30'],
    ['next week', '2026-11-30T08:30'],
    ['end of the week at 4pm', '2026-12-04T16:00'],
    ['Tuesday week', '2026-12-08T08:30'],
    ['a week on Tuesday', '2026-12-08T08:30'],
    ['in a fortnight', '2026-12-13T08:30'],
    ['end of day', '2026-11-29T17:00'],
    ['4 Jan 27', '2027-01-04T08:30'],
  ])('is read in English: %s', async (words, at) => expect(await read('en', words)).toEqual(new Date(at)));

  it.each(['', 'quand il répond', 'jeudi ou vendredi', '14.75'])('is not guessed from “%s”', async (words) =>
    expect(await read('fr', words)).toBeUndefined(),
  );

  it.each([
    ['fr', 'hier'],
    ['fr', '29/11/2020'],
    ['fr', '10 décembre 2025'],
    ['en', 'yesterday'],
    ['en', 'Dec 15 2025'],
  ])('is over, in %s: %s', async (language, words) => expect(await read(language, words)).toBe('over'));

  it.each([
    ['fr', '31/02/2027'],
    ['fr', 'le 31/02/27'],
    ['fr', '31 février à 14h'],
    ['fr', '29 février 2027'],
    ['fr', '31/11'],
    ['fr', '32/13'],
    ['en', '31/04/2027'],
    ['en', '30th of February'],
    ['en', 'Feb 30, 2027 2pm'],
    ['en', '45/12'],
  ])('is of no day that there is, in %s: %s', async (language, words) =>
    expect(await read(language, words)).toBe('noSuchDay'),
  );
});

it('is a moment in words by the clocks of the town', async () => {
  const from = new Date('2026-11-29T23:30:00Z');
  const inTown = async (zone: string, words: string) => {
    setTownZone(zone);
    return (await loadMomentReader('fr'))(words, from);
  };
  // There it is Monday already.
  expect(await inTown('Europe/Paris', 'demain 14h')).toEqual(new Date('2026-12-01T13:00:00.000Z'));
  expect(await inTown('America/Cayenne', 'demain 14h')).toEqual(new Date('2026-11-30T17:00:00.000Z'));
  expect(await inTown('Pacific/Noumea', 'dans 2 h')).toEqual(new Date('2026-11-30T01:30:00.000Z'));
});

it.each([
  // The night in which the clocks of Paris show the hour from two to three twice, and the one in which they skip it.
  ['2026-10-25T00:45:00Z', 'dans 30 min', '2026-10-25T01:15:00.000Z'],
  ['2026-10-25T00:45:00Z', 'dans 3 h', '2026-10-25T03:45:00.000Z'],
  ['2026-03-29T00:45:30Z', 'dans deux heures', '2026-03-29T02:45:00.000Z'],
  ['2026-10-24T12:00:00Z', 'demain 14h', '2026-10-25T13:00:00.000Z'],
  // New York skips this hour, which a browser there must not.
  ['2026-03-07T12:00:00Z', 'demain 2h30', '2026-03-08T01:30:00.000Z'],
])('is a moment in words by the clocks of the town in a night that changes them: %s, %s', async (from, words, at) => {
  setTownZone('Europe/Paris');
  expect((await loadMomentReader('fr'))(words, new Date(from))).toEqual(new Date(at));
});
