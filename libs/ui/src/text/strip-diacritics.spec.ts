import { stripDiacritics } from './strip-diacritics.js';

it('finds words with either apostrophe', () => expect(stripDiacritics('Accusé d’enr')).toBe("accuse d'enr"));

it('a word is found with and without its accents and capitals', () =>
  expect(['Écoles', 'ŒUVRE', 'Façade', 'Ærø'].map(stripDiacritics)).toEqual(['ecoles', 'oeuvre', 'facade', 'aerø']));
