import { bare } from './bare.js';

it('what is looked for is found however its letters are typed', () =>
  expect(['Écoles', 'ŒUVRE', 'Façade', 'Ærø'].map(bare)).toEqual(['ecoles', 'oeuvre', 'facade', 'aerø']));
