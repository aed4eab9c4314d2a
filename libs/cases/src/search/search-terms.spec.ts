import { allQuery, exactQuery, formsQuery, quickQuery, termOf, typedWords } from './search-terms.js';

const term = (folded: string, stem: string | null) => termOf(folded, { folded, stem, entries: 0 });

describe('the words of a search', () => {
  it.each([
    ['quelles pièces fournir pour un pacs en mairie', ['pièces', 'fournir', 'pacs', 'mairie']],
    ['l’école d’Aix', ['école', 'Aix']],
    ['la la', ['la']],
    ['zoe@citizen.test, rendez-vous…', ['zoe@citizen.test', 'rendez-vous']],
    ["x':*)&(y", ['x']],
  ])('of “%s” are those that tell something', (q, words) => expect(typedWords(q)).toEqual(words));

  it.each([
    ['inscriptions', 'inscript', `('inscript':*)`],
    ['chevaux', 'cheval', `('chevaux':* | 'cheval':*)`],
    ['travail', 'travail', `('travail':* | 'travaux')`],
    ['rue', 'ru', `('rue':*)`],
    ['bus', 'bus', `('bus':* | 'bu')`],
    ['gch-2026', null, `('gch-2026':*)`],
  ])('“%s” are found by their forms', (word, stem, query) => expect(formsQuery(term(word, stem))).toBe(query));

  it('are all wanted, and those that are there as they were typed are known', () => {
    const [mairie, ecoles] = [term('mairie', 'mair'), term('ecoles', 'ecol')];
    expect(allQuery([mairie, ecoles])).toBe(`('mair':*) & ('ecol':*)`);
    expect(exactQuery(ecoles)).toBe(`('ecoles' | 'ecole')`);
    const frequent = { ...mairie, entries: 90_000 };
    expect(quickQuery([frequent, ecoles])).toBe(`('mairie' | 'mairies') & ('ecol':*)`);
    expect(quickQuery([frequent])).toBe(`('mair':*)`);
  });
});
