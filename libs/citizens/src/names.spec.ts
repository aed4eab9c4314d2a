import { mayBeSameName } from './names.js';

describe('two names from one address', () => {
  it.each([
    ['Zoé Martin', 'ZOE MARTIN'],
    ['Zoé Martin', 'Martin, Zoé'],
    ['Zoé Martin', 'Z. Martin'],
    ['Zoé Martin', 'Zoé'],
    ['Zoé Martin', 'zoe.martin'],
    ['Zoé Martin', 'zoemartin'],
    ['Zoé Martin', 'Mme Zoé Martin-Durand'],
    ['Zoé Martin', ''],
    ['李小龙', '李小龙'],
  ])('%s and %s may be one person', (one, other) => {
    expect([mayBeSameName(one, other), mayBeSameName(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['Zoé Martin', 'Paul Martin'],
    ['Zoé Martin', 'Famille Martin'],
    ['Zoé Martin', 'Cabinet Durand'],
    ['Zoé Martin', 'P. Martin'],
    ['李小龙', '王芳'],
  ])('%s and %s are two', (one, other) => {
    expect([mayBeSameName(one, other), mayBeSameName(other, one)]).toEqual([false, false]);
  });
});
