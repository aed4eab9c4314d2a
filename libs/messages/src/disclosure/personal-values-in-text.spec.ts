import { disclosureCandidates, personalKeysIn, personalKeysOfName } from './personal-values-in-text.js';

const keysIn = (text: string) =>
  disclosureCandidates({ text }).values.flatMap(({ kind, keys }) => (kind === 'name' ? [] : keys));

describe('what an answer names', () => {
  it('are references, addresses and numbers, each in one spelling', () => {
    const text = `Bonjour, votre dossier gch-2026-004812 suit le n° AB-123456. Appelez le 06 39 98 12 07 ou écrivez à
      Paul@Citizen.test. Compte FR76 3000 6000 0112 3456 7890 189 bis, sécu 1 85 05 78 006 084 91, SIRET 215 703 678 00014,
      véhicule AB-123-CD, allocataire 1234567.`;
    const { references, links, addresses } = disclosureCandidates({ text });
    expect(links).toEqual([]);
    expect(references).toEqual(['GCH-2026-004812']);
    expect(addresses.map(({ value }) => value)).toEqual(['paul@citizen.test', '+33639981207']);
    expect(keysIn(text)).toEqual([
      'iban:FR7630006000011234567890189',
      'nir:1850578006084',
      'number:AB123CD',
      'number:21570367800014',
      'number:AB123456',
    ]);
  });

  it.each([
    [
      'number:FK348GX',
      ['FK-348-GX', 'fk 348 gx', 'Fk348gX', 'FK\u2011348\u2011GX', 'FK\u00a0348\u00a0GX', 'ＦＫ-３４８-ＧＸ'],
    ],
    ['number:482ABC56', ['482 ABC 56', '482abc56']],
    [
      'iban:FR7630006000011234567890189',
      [
        'FR7630006000011234567890189',
        'fr76-3000-6000-0112-3456-7890-189',
        'du 24 au FR76 3000.6000.0112.3456.7890.189',
        '30006 00001 12345678901 89',
      ],
    ],
    [
      'nir:1850578006084',
      ['185057800608491', '1.85.05.78.006.084.91', '1-85-05-78-006-084', '1850578006084', '185 05 78 006 084 (clé 91)'],
    ],
    [
      'street:28 rue louis aragon',
      ['28, rue Louis-Aragon', '28 R. LOUIS ARAGON', '28 rue Louis Aragon pour le canapé'],
    ],
    ['street:22 bis rue emile zola', ['22bis rue Emile Zola', '22 bis, rue Émile-Zola', '22 B rue émile zola']],
    ['street:6 residence genets', ['six, résidence Les Genêts', '6 rés. les genets']],
    ['street:1 place hotel ville', ["1 place de l'Hôtel-de-Ville", '1 pl. de l’hotel de ville']],
  ])('has one key in every spelling: %s', (key, spellings) => {
    for (const text of spellings)
      expect([text, keysIn(`Voir ${text}.`)]).toEqual([text, expect.arrayContaining([key])]);
  });

  it.each([
    ['Paul [at] citizen [point] test', 'paul@citizen.test'],
    ['paul(at)citizen.test', 'paul@citizen.test'],
    ['06/39/98/12/07', '+33639981207'],
    ['+33.6.39.98.12.07', '+33639981207'],
    ['0033 639 981 207', '+33639981207'],
  ])('is an address, hidden or not: %s', (text, value) => {
    expect(disclosureCandidates({ text: `Voir ${text}.` }).addresses.map((one) => one.value)).toEqual([value]);
  });

  it.each([
    'GCH-2026-004812',
    'gch 2026 004812',
    'GCH/2026/004812',
    'GCH\u20112026\u2011004812',
    'Gch - 2026 - 004812',
  ])('is a reference: %s', (text) =>
    expect(disclosureCandidates({ text: `Voir ${text}.` }).references).toEqual(['GCH-2026-004812']),
  );

  it('is in the name of a file, too', () => {
    const text = 'avis_FR7630006000011234567890189_kerguelen_gaelle.pdf';
    const { values } = disclosureCandidates({ text, isFileName: true });
    expect(values.flatMap(({ keys }) => keys)).toEqual(
      expect.arrayContaining(['iban:FR7630006000011234567890189', 'name:gaelle kerguelen']),
    );
  });

  it('are links of ours, with or without the house before them, each once and however long the rest of it is', () => {
    const answer = `${'a'.repeat(26)}.${'b'.repeat(16)}`;
    const file = `0199d0a0-0000-7000-8000-000000000000.abc.${'c'.repeat(16)}`;
    const text = `Voir https://town.test/portal/replies/${answer}. Ou town.test/guichet/portal/files/${file}?a=${'a'.repeat(300)}`;
    const links = [
      { page: 'replies', token: answer },
      { page: 'files', token: file },
    ];
    expect(disclosureCandidates({ text: `${text} ${text}` }).links).toEqual(links);
    expect(keysIn(text)).toEqual([]);
    expect(disclosureCandidates({ text: 'https://town.test/portal/replies/abc.def' }).links).toEqual([]);
  });

  // Values that any reply may contain and that belong to no person.
  it.each([
    'Rendez-vous le 31 décembre 2026 à 14 h 30, le 31/12/2026 ou le 2026-12-31.',
    'Vous devez 12 345 678,90 €, soit 10,5 % de 1 200 000 euros ou 98765432 EUR.',
    'Loi n° 2019-1018, articles L2121-29, L. 232-3 et R421-5, année scolaire 2026/2027, budget 2025-2026.',
    'Mairie, 1 place de la République, 57000 Metz, du lundi au vendredi 9h-17h.',
    'Voir https://town.test/a/12345678901234 ou https://town.test/portal/replies/abcdefghijklmnopqrstuvwxyz.234567abcdefghij.',
    'Rappel au 3 661234 567892, étiquette 2026112800451, ISBN 978-2-07-036822-8, suivi 1A 198 234 5678 9.',
    'Covid-2019, Formulaire cerfa n° 12156*06, plan-2026, COVID-2019.',
  ])('are not “%s”', (text) => {
    const { references, addresses, values } = disclosureCandidates({ text });
    const sensitive = values.filter(({ kind }) => kind === 'iban' || kind === 'nir');
    expect([references, addresses.filter(({ type }) => type === 'email'), sensitive]).toEqual([[], [], []]);
  });

  it('is not an account whose check digits are wrong, nor letters that only look like ours', () => {
    expect(keysIn('FR76 3000 6000 0112 3456 7890 188')).not.toContain('iban:FR7630006000011234567890188');
    expect(() => keysIn('\u212AR76 3000 6000 0112 3456 7890 189 ſſ76 3000 6000 0112 3456')).not.toThrow();
  });

  // Threats: A092.
  it('is bounded, whatever is pasted', () => {
    expect(keysIn(Array.from({ length: 500 }, (_, n) => `AB${100_000 + n}`).join(' '))).toHaveLength(30);
    for (const text of ['a', '1', '1 ', 'A1', 'a@', '+3', '-', 'A ', 'Mme A ', '12 rue a ', 'FR76 ', 'sida '])
      expect(disclosureCandidates({ text: text.repeat(500_000) }).values.length).toBeLessThanOrEqual(530);
  });
});

describe('a name', () => {
  const namesIn = (text: string) =>
    disclosureCandidates({ text }).values.flatMap(({ kind, keys }) => (kind.includes('name') ? keys : []));

  it.each([
    ['Gaëlle Kerguélen', 'Reçu de KERGUELEN Gaelle hier.'],
    ['José António dos Santos Ferreira', 'le dossier de DOS SANTOS FERREIRA José-António est ouvert'],
    ["Jean-Baptiste d'Aubigné", 'Bonjour Jean Baptiste D’AUBIGNE'],
    ['Ludovic Bœuf', 'au nom de Ludovic Boeuf et Patrice Leblanc'],
    ['Hubert Rivière', 'un message de hubert riviere pour le bar'],
    ["Ève L'Hostis", 'Voir LHOSTIS Eve'],
  ])('is found, however it is written: %s', (name, text) => {
    const keys = personalKeysOfName(name).filter((key) => key.startsWith('name:'));
    expect(namesIn(text).filter((key) => keys.includes(key))).toHaveLength(1);
  });

  it('is a family name behind a title, but neither an office nor a street', () => {
    expect(namesIn('le ticket de M. Yildiz')).toContain('family-name:yildiz');
    expect(personalKeysOfName('Mehmet Yıldız')).toEqual(['name:mehmet yildiz', 'family-name:yildiz']);
    expect(namesIn('Madame la Maire, M. le Maire')).not.toContain('family-name:maire');
    expect(namesIn('12 rue Émile Zola, square Lambert')).toEqual([]);
  });

  it('is never kept of what a citizen writes, as words that are no names would be', () => {
    expect(personalKeysIn({ text: 'Jean Petit, AB-123-CD' })).toEqual(['number:AB123CD']);
  });
});
