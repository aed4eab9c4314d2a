import { foldForSearch } from './fold-for-search.js';

it('finds a word with and without its accents and capitals', () =>
  expect(['Écoles', 'ŒUVRE', 'Façade', 'Ærø'].map(foldForSearch)).toEqual(['ecoles', 'oeuvre', 'facade', 'aerø']));

it('finds a word with either apostrophe', () =>
  expect(['Accusé d’enr', "ACCUSÉ D'enr", 'accuse d‘enr'].map(foldForSearch)).toEqual(
    Array.from({ length: 3 }, () => "accuse d'enr"),
  ));
