import { stripDiacritics } from './strip-diacritics.js';

it('what is looked for is found however its letters are typed', () =>
  expect(['Écoles', 'ŒUVRE', 'Façade', 'Ærø'].map(stripDiacritics)).toEqual(['ecoles', 'oeuvre', 'facade', 'aerø']));
