import { mayBeSameName, namesSomebody, withoutCivilities } from './similar-names.js';

describe('two names from one address', () => {
  // Threats: U04.
  it.each([
    ['Zoé Martin', 'ZOE MARTIN'],
    ['Zoé Martin', 'Martin, Zoé'],
    ['Zoé Martin', 'Z. Martin'],
    ['Zoé Martin', 'Zoé'],
    ['Zoé Martin', 'zoe.martin'],
    ['Zoé Martin', 'zoemartin'],
    ['Zoé Martin', 'Mme Zoé Martin-Durand'],
    ['Mme Zoé Martin', 'Z. Martin'],
    ['M. Dupont', 'Monsieur DUPONT'],
    ['Me Durand', 'Durand'],
    ['Dr Zoé Martin', 'Mme Martin Zoé'],
    ['M. et Mme Dupont', 'M. et Mme DUPONT'],
    ['', '…'],
    ['李小龙', '李小龙'],
  ])('%s and %s may be one person', (one, other) => {
    expect([mayBeSameName(one, other), mayBeSameName(other, one)]).toEqual([true, true]);
  });

  // Threats: U04.
  it.each([
    ['Zoé Martin', 'Paul Martin'],
    ['Zoé Martin', 'Famille Martin'],
    ['Zoé Martin', 'Cabinet Durand'],
    ['Zoé Martin', 'P. Martin'],
    // "M." is Monsieur, not an initial.
    ['Marie Dupont', 'M. Dupont'],
    ['Marie Dupont', 'Mr Dupont'],
    ['Mme Dupont', 'M. Dupont'],
    ['M. et Mme Dupont', 'Mme Dupont'],
    ['Paul Dupont', 'Dr Dupont'],
    // An initial alone says too little, and that of the surname is not that of the first name.
    ['Zoé Martin', 'Z.'],
    ['Zoé Martin', 'Z. M.'],
    ['Marc Petit', 'P. Petit'],
    ['Zoé Martin', ''],
    ['Zoé Martin', '…'],
    ['Zoé Martin', 'Mme'],
    ['李小龙', '王芳'],
  ])('%s and %s are two', (one, other) => {
    expect([mayBeSameName(one, other), mayBeSameName(other, one)]).toEqual([false, false]);
  });
});

it.each([
  ['Mme Mendès', 'Mendès'],
  ['M. Dupont', 'Dupont'],
  ['m.dupont', 'dupont'],
  ['Madame Zoé Martin', 'Zoé Martin'],
  ['Dr. Martin', 'Martin'],
  ['Mrs O’Neill', 'O’Neill'],
  ['Maître Durand', 'Durand'],
  ['M. et Mme Dupont', 'Dupont'],
  // What is no title, or nothing else, is looked for as it is.
  ['Mme', 'Mme'],
  ['M.', 'M.'],
  ['Madeleine Mendès', 'Madeleine Mendès'],
  ['Et Cetera', 'Et Cetera'],
  ['Mendès Mme', 'Mendès Mme'],
  ['', ''],
])('“%s” is looked for as “%s”', (typed, name) => expect(withoutCivilities(typed)).toBe(name));

describe('what is typed as a name', () => {
  it.each(['Zoé', 'Z. Martin', 'M. Dupont', 'Madame Martin', 'Ô Bo', '李', 'Famille M'])(
    '%s names somebody',
    (text) => {
      expect(namesSomebody(text)).toBe(true);
    },
  );

  it.each(['', '?', '…', 'Madame', 'M.', 'M. et Mme', 'J.', 'Z. M.', 'Mme É.', 'j-m'])('%s names nobody', (text) => {
    expect(namesSomebody(text)).toBe(false);
  });
});
