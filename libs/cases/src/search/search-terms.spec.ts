import { entriesQuery, exactQuery, filesQuery, formsQuery, termOf, thoroughQuery, typedWords } from './search-terms.js';

const term = (folded: string, stem: string | null) => termOf(folded, { folded, stem, entries: 0, words: [] });

describe('the words of a search', () => {
  it.each([
    ['quelles pièces fournir pour un pacs en mairie', ['pièces', 'fournir', 'pacs', 'mairie']],
    ['l’école d’Aix', ['école', 'Aix']],
    ['la la', ['la']],
    ['Mme Mendès', ['Mendès']],
    ['M. Dupont', ['Dupont']],
    ['Dr. Martin', ['Martin']],
    ['Monsieur', ['Monsieur']],
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
    expect(entriesQuery([mairie, ecoles])).toBe(`('mair':*) & ('ecol':*)`);
    expect(exactQuery(ecoles)).toBe(`('ecoles' | 'ecole')`);
  });

  it('are looked for by the most frequent words that begin so where these are frequent', () => {
    const known = `('mairie' | 'mairies' | 'mairial')`;
    const mairie = { ...term('mairie', 'mair'), words: ['mairie', 'mairial'] };
    const [some, often, always] = [3, 3000, 90_000].map((entries) => ({ ...mairie, entries }));
    expect([some!, often!].map((one) => [entriesQuery([one]), filesQuery([one]), thoroughQuery([one])])).toEqual([
      [`('mair':*)`, `('mair':*)`, `('mair':*)`],
      [known, known, `('mair':*)`],
    ]);
    expect([filesQuery([some!, often!]), thoroughQuery([always!])]).toEqual([`${known} & ${known}`, known]);
  });

  // Threats: A022.
  it('that are nowhere are asked for as those that are seldom, which may be hidden', () => {
    const [frequent, seldom] = [{ ...term('mairie', 'mair'), entries: 9000 }, term('tilleul', 'tilleul')];
    const texts = [0, 3, 2000].map((entries) => {
      const rare = { ...seldom, entries };
      return [[rare], [rare, frequent]].flatMap((terms) => [
        entriesQuery(terms),
        filesQuery(terms),
        thoroughQuery(terms),
      ]);
    });
    expect(new Set(texts.map((one) => one.join('\n'))).size).toBe(1);
  });

  it('are taken as they are where they are numbers, and a short one is only completed where it stands alone', () => {
    const [six, year, reference] = [term('06', null), term('2026', null), term('gch-2026', null)];
    expect(entriesQuery([six, reference])).toBe(`('06') & ('gch-2026')`);
    expect(thoroughQuery([year, reference])).toBe(`('2026') & ('gch-2026':*)`);
    expect(thoroughQuery([year])).toBe(`('2026':*)`);
  });
});
