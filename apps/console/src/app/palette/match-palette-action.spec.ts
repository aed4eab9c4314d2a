import { actionsFor, searchable } from './match-palette-action.js';

const [mine, filter, close, reopen] = [
  { label: 'My cases', otherWords: 'Mine, assigned to me' },
  { label: 'Filter this list' },
  { label: 'Clore le dossier', otherWords: 'fermer, traité' },
  { label: 'Mine d’or' },
];
const found = (typed: string) => actionsFor([mine, filter, close, reopen], searchable(typed)).map(({ label }) => label);

describe('an action of the palette', () => {
  it('is found by the beginning of a word of its label, with or without accents', () => {
    expect(found('list')).toEqual(['Filter this list']);
    expect(found('ist')).toEqual([]);
    expect(found('dossièr')).toEqual(['Clore le dossier']);
  });

  it('is found by what its screen calls it, and by other words, after those whose label matches', () => {
    expect(found('mine')).toEqual(['Mine d’or', 'My cases']);
    expect(found('traite')).toEqual(['Clore le dossier']);
  });

  it('is found by several words in any order', () => {
    expect(found('list filter')).toEqual(['Filter this list']);
    expect(found('filter mine')).toEqual([]);
  });
});
