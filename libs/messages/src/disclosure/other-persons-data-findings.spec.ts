import type { Handle } from '@guichet/contracts';
import { disclosureFindings, namedIn, type CheckedMessageFacts, type Owner } from './other-persons-data-findings.js';
import { disclosureCandidates } from './personal-values-in-text.js';

const email = (value: string): Handle => ({ type: 'email', value, verified: false });
const owners: Record<string, Owner> = {
  'zoe@citizen.test': 'of-case',
  'zoe@work.test': 'of-person',
  'paul@citizen.test': 'of-another',
};
/** Nothing to say, but for what a story changes. */
const look = (changes: Partial<CheckedMessageFacts>): string[] =>
  disclosureFindings({
    recipients: [],
    isFirst: false,
    addresses: [],
    ownerOf: ({ value }) => owners[value] ?? 'unknown',
    isOurs: (value) => value === 'contact@town.test',
    references: [],
    links: [],
    numbers: [],
    isOfCase: () => false,
    unprovenSender: null,
    exposedVia: null,
    ...changes,
  }).map(({ key }) => key);
const number = (text: string) => ({ text, value: text, spellings: [text] });

describe('an answer', () => {
  it('to whoever is known is silent, and so is our own address', () => {
    const recipients = ['zoe@citizen.test', 'zoe@work.test', 'contact@town.test'].map(email);
    expect(look({ recipients })).toEqual([]);
  });

  it('to a stranger, or to somebody else who writes to us, says which', () => {
    const recipients = ['zoe@citizen.test', 'eve@citizen.test', 'paul@citizen.test'].map(email);
    expect(look({ recipients })).toEqual(['new-recipient:eve@citizen.test', 'other-citizen-copied:paul@citizen.test']);
  });

  it('that begins a case of nobody may go to anybody; its copies may not', () => {
    const recipients = ['eve@citizen.test', 'ivo@citizen.test'].map(email);
    expect(look({ recipients, isFirst: true })).toEqual(['new-recipient:ivo@citizen.test']);
  });

  it('that names what is somebody else’s says so, once, and not of whom it goes to', () => {
    const [paul, zoe, eve] = ['paul@citizen.test', 'zoe@citizen.test', 'eve@citizen.test'].map(email) as [
      Handle,
      Handle,
      Handle,
    ];
    expect(look({ addresses: [paul, zoe, eve, paul] })).toEqual(['other-person-data:paul@citizen.test']);
    expect(look({ addresses: [paul], recipients: [paul] })).toEqual(['other-citizen-copied:paul@citizen.test']);
    expect(look({ addresses: [paul], isOfCase: (value) => value === paul.value })).toEqual([]);
    expect(look({ numbers: [number('AB123456')] })).toEqual(['other-person-data:AB123456']);
  });

  it('that leads to what was said elsewhere names the link as it is known and as it is read', () => {
    const links = [{ page: 'files' as const, id: 'f1', text: '…/portal/files/f1…' }];
    expect(look({ links })).toEqual(['other-reference:files/f1']);
  });

  it('has its findings in one order, each with what it is about', () => {
    const found = {
      recipients: [email('eve@citizen.test')],
      references: ['GCH-2026-000007'],
      exposedVia: 'sms',
      unprovenSender: 'ada@orange.example',
    };
    expect(look(found)).toEqual([
      'new-recipient:eve@citizen.test',
      'other-reference:GCH-2026-000007',
      'sender-not-proven:ada@orange.example',
      'below-confidentiality:sms',
    ]);
  });
});

describe('our own', () => {
  it('is whatever we say of ourselves, however it is spelt', () => {
    const isOurs = namedIn(['contact@town.test', 'SIRET 215 703 678 00014']);
    expect(['contact@town.test', '21570367800014'].map(isOurs)).toEqual([true, true]);
    expect(['act@town.fr', '21570367800015', 'TOWN'].map(isOurs)).toEqual([false, false, false]);
  });
});

describe('what an answer names', () => {
  const numbersIn = (text: string) => disclosureCandidates(text).numbers.map(({ value }) => value);

  it('are references, addresses and numbers, each in one spelling', () => {
    const text = `Bonjour, votre dossier gch-2026-004812 suit le n° AB-123456. Appelez le 06 39 98 12 07 ou écrivez à
      Paul@Citizen.test. Compte FR76 3000 6000 0112 3456 7890 189 bis, sécu 1 85 05 78 006 084 91, SIRET 215 703 678 00014,
      véhicule AB-123-CD, allocataire 1234567.`;
    const { references, links, addresses, numbers } = disclosureCandidates(text);
    expect(links).toEqual([]);
    expect(references).toEqual(['GCH-2026-004812']);
    expect(addresses.map(({ value }) => value)).toEqual(['paul@citizen.test', '+33639981207']);
    expect(numbers.map(({ value }) => value)).toEqual([
      'FR7630006000011234567890189',
      '1850578006084',
      '21570367800014',
      'AB123456',
      'AB123CD',
    ]);
  });

  it('are found in each way in which they may have been written', () => {
    expect(disclosureCandidates('FR7630006000011234567890189').numbers[0]!.spellings).toContain(
      'FR76 3000 6000 0112 3456 7890 189',
    );
    expect(disclosureCandidates('2a 1 85 05 2A 006 084').numbers[0]!.spellings).toEqual([
      '185052A006084',
      '185052A00608435',
      '1 85 05 2A 006 084',
    ]);
  });

  it('are links of ours, with or without the house before them, each once and however long the rest of it is', () => {
    const answer = `${'a'.repeat(26)}.${'b'.repeat(16)}`;
    const file = `0199d0a0-0000-7000-8000-000000000000.abc.${'c'.repeat(16)}`;
    const text = `Voir https://town.test/portal/replies/${answer}. Ou town.test/guichet/portal/files/${file}?a=${'a'.repeat(300)}`;
    const links = [
      { page: 'replies', token: answer },
      { page: 'files', token: file },
    ];
    expect(disclosureCandidates(text, text)).toMatchObject({ links, numbers: [] });
    expect(disclosureCandidates('https://town.test/portal/replies/abc.def').links).toEqual([]);
  });

  it('is looked for in each of several texts', () => {
    expect(disclosureCandidates('x'.repeat(100_000), 'gch-2026-000001').references).toEqual(['GCH-2026-000001']);
  });

  // Values that any reply may contain and that belong to no person.
  it.each([
    'Rendez-vous le 31 décembre 2026 à 14 h 30, le 31/12/2026 ou le 2026-12-31.',
    'Vous devez 12 345 678,90 €, soit 10,5 % de 1 200 000 euros ou 98765432 EUR.',
    'Loi n° 2019-1018, articles L2121-29, L. 232-3 et R421-5, année scolaire 2026/2027, budget 2025-2026.',
    'Mairie, 1 place de la République, 57000 Metz, du lundi au vendredi 9h-17h.',
    'Voir https://town.test/a/12345678901234 ou https://town.test/portal/replies/abcdefghijklmnopqrstuvwxyz.234567abcdefghij.',
    'Covid-2019, Formulaire cerfa n° 12156*06, plan-2026, COVID-2019.',
  ])('are not “%s”', (text) => {
    expect(disclosureCandidates(text)).toMatchObject({ references: [], addresses: [], numbers: [] });
  });

  it('is not an account whose check digits are wrong, nor letters that only look like ours', () => {
    expect(numbersIn('FR76 3000 6000 0112 3456 7890 188')).not.toContain('FR7630006000011234567890188');
    expect(() => disclosureCandidates('\u212AR76 3000 6000 0112 3456 7890 189 ſſ76 3000 6000 0112 3456')).not.toThrow();
  });

  // Threats: A092.
  it('is bounded, whatever is pasted', () => {
    expect(numbersIn(Array.from({ length: 500 }, (_, n) => `AB${100_000 + n}`).join(' '))).toHaveLength(30);
    for (const text of ['a', '1', '1 ', 'A1', 'a@', '+3', '-'])
      expect(disclosureCandidates(text.repeat(500_000)).numbers.length).toBeLessThanOrEqual(30);
  });
});
