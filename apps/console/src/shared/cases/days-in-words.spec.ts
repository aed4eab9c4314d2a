import { englishDays, frenchDays } from './days-in-words.js';

/** A Friday, in a month that ends on a Saturday. */
const here = new Date('2027-07-30T10:07');

describe('a day in words', () => {
  // Interaction: R19.
  it.each([
    ['après-demain', '01/08/2027'],
    ['semaine prochaine', '02/08/2027'],
    ['mardi de la semaine prochaine matin', '03/08/2027 matin'],
    // Today is too late for what is due at the end of this week, and of this month.
    ['fin de semaine', '06/08/2027'],
    ['fin du mois', '31/08/2027'],
    ['fin de semaine prochaine', '06/08/2027'],
    ['mois prochain', '02/08/2027'],
    ['vendredi en huit', '13/08/2027'],
    ['vendredi en quinze', '20/08/2027'],
    ['ce week-end', '31/07/2027'],
    ['mi-septembre', '15/09/2027'],
    ['début août', '02/08/2027'],
    ['fin février', '29/02/2028'],
    ['le 30 à 14h', '30/07/2027 à 14h'],
    ['le 30', '30/08/2027'],
  ])('is found in French: %s', (words, day) => expect(frenchDays(words, here)).toBe(day));

  it.each([
    ['day after tomorrow', '01/08/2027'],
    ['next week at 9am', '02/08/2027 at 9am'],
    ['Tue next week', '03/08/2027'],
    ['end of the week', '06/08/2027'],
    ['end of the month', '31/08/2027'],
    ['end of next month', '31/08/2027'],
    ['start of next month', '02/08/2027'],
    ['Friday week', '13/08/2027'],
    ['mid-September', '15/09/2027'],
    ['end of Feb', '29/02/2028'],
    ['the 30th at 2pm', '30/07/2027 at 2pm'],
    ['31st', '31/07/2027'],
  ])('is found in English: %s', (words, day) => expect(englishDays(words, here)).toBe(day));

  it.each(['le 15 août', 'le 3/9', 'le 8h', 'mardi', 'fin', 'semaine', 'le 45'])(
    'is left to the library where it knows it or where nothing is meant: %s',
    (words) => expect(frenchDays(words, here)).toBe(words),
  );
});
