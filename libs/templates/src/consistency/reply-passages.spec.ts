import { compareSentenceWithTopic, isConfirmed } from './compare-sentence-with-topic.js';
import { readReply } from './reply-passages.js';

const only = (text: string) => readReply(text, text).map((passage) => ({ other: passage, read: passage.read }));

/** Compares the first sentences of two replies. */
function compare(a: string, b: string) {
  const { read } = only(a)[0]!;
  const met = compareSentenceWithTopic(read, only(b), () => 1);
  return {
    contrary: met.flatMap(({ contrary }) => contrary.map(({ a: x, b: y }) => [x.value, y.value])),
    unsure: met.flatMap((one) => one.unsure.map(({ a: x, b: y }) => [x.value, y.value])),
    confirmed: met.some((one) => isConfirmed(read, one)),
  };
}

const LIST = 'Il faut fournir une photo, un justificatif de domicile et un acte de naissance.';

describe('sentences of several values', () => {
  it.each([
    [LIST, 'Bonjour, il faut fournir une photo, un justificatif de domicile, un acte de naissance'],
    ['Le délai pour obtenir un passeport est de deux mois.', 'Le délai pour obtenir un passeport est de 2 mois.'],
  ])('confirm each other where all is the same: %s', (a, b) => {
    expect([compare(a, b), compare(b, a)]).toEqual([
      { contrary: [], unsure: [], confirmed: true },
      { contrary: [], unsure: [], confirmed: true },
    ]);
  });

  it('do not confirm what has one condition more', () => {
    expect(compare(LIST, LIST.replace('.', ' si vous êtes majeur.'))).toEqual({
      contrary: [],
      unsure: [],
      confirmed: false,
    });
  });

  it('do not confirm a list that lost an item, nor one that won it', () => {
    const short = 'Il faut fournir une photo et un justificatif de domicile.';
    expect(compare(LIST, short)).toMatchObject({ contrary: [], confirmed: false });
    expect(compare(short, LIST)).toMatchObject({ contrary: [], confirmed: false });
  });

  it.each([
    [
      'Pour le passeport, le délai est de deux mois et le dossier est à renvoyer sous 15 jours.',
      'Pour le passeport, le délai est de deux mois et le dossier est à renvoyer sous 30 jours.',
      [['P15D', 'P30D']],
    ],
    [
      'Le passeport coûte 86 € et la carte perdue 25 €.',
      'Le passeport coûte 86 € et la carte perdue 20 €.',
      [['EUR 25.00', 'EUR 20.00']],
    ],
    [
      'The passport costs £86, a lost card costs £25.',
      'The passport costs £86, a lost card costs £20.',
      [['GBP 25.00', 'GBP 20.00']],
    ],
  ])('contradict each other in the one that changed: %s', (a, b, contrary) => {
    expect(compare(a, b)).toMatchObject({ contrary, confirmed: false });
  });

  it('do not confirm each other where their values are exchanged', () => {
    const swapped = compare(
      'Le passeport coûte 86 € et la carte perdue 25 €.',
      'Le passeport coûte 25 € et la carte perdue 86 €.',
    );
    expect(swapped.confirmed).toBe(false);
  });

  it.each([
    [
      'La déchetterie est fermée le dimanche.',
      'La déchetterie est ouverte tous les jours sauf le samedi et le dimanche.',
    ],
    ['The tip is closed on Sunday.', 'The tip is open every day except Saturday and Sunday.'],
    ['La carte est gratuite jusqu’à 25 ans.', 'La carte est gratuite pour les moins de 26 ans.'],
    ['Votre rendez-vous pour la carte est fixé à 10 h 20.', 'Votre rendez-vous pour la carte est fixé à 14 h.'],
    [
      'La facture de la cantine, d’un montant de 47,60 €, est à payer.',
      'Pour Zoé, la facture de la cantine est de 3,15 €.',
    ],
  ])('do not contradict each other: %s / %s', (a, b) => {
    expect(compare(a, b).contrary).toEqual([]);
  });

  it.each([
    [
      'La déchetterie est ouverte le dimanche.',
      'La déchetterie est ouverte tous les jours sauf le samedi et le dimanche.',
    ],
    ['Waste is collected on Sunday.', 'Waste is collected on Saturday but not on Sunday.'],
    ['La carte est gratuite jusqu’à 25 ans.', 'La carte est gratuite pour les moins de 25 ans.'],
    [
      'Apportez 2 photos à votre rendez-vous pour le passeport.',
      'Apportez 3 photos à votre rendez-vous pour le passeport.',
    ],
  ])('contradict each other: %s / %s', (a, b) => {
    expect(compare(a, b).contrary).not.toEqual([]);
  });

  it('do not contradict each other where one says more', () => {
    expect(compare('Le passeport coûte 86 € et la carte perdue 25 €.', 'Le passeport coûte 86 €.').contrary).toEqual(
      [],
    );
  });
});

describe('what is no contradiction', () => {
  it('is the page of each person alone', () => {
    const page = (key: string) =>
      `Suivez votre demande sur https://ville.example/portal/replies/${key} quand vous voulez.`;
    const [one, other] = [
      'AZIiJExPfsKGWzPikI7iprHsOIQ9sWEf2wKhQw',
      '01a22224-4c4f-7ec2-865b-33e2908ee2a6.abDEF123_4567-xy',
    ];
    expect(compare(page(one), page(other)).contrary).toEqual([]);
    const [small, another] = ['zi6dp57yvnatldga7gpowzcncu.ynlw43jvxqlzsa75', 'cehojzfzrdfrlqfingyhbize.ngpzokvysybj'];
    expect(compare(page(small), page(another)).contrary).toEqual([]);
    expect(compare(page('ouvert-2026'), page('ferme-2026')).contrary).toHaveLength(1);
  });

  it('is what two sentences of one approved text say of two things', () => {
    const needed = 'Les pièces originales sont obligatoires pour le dossier de demande.';
    const spared = 'Les pièces traduites ne sont pas obligatoires pour le dossier de demande.';
    expect(compare(needed, spared).unsure).toEqual([['yes', 'no']]);
    expect(compare(`${needed}\n${spared}`, `${spared}\n${needed}`)).toMatchObject({ contrary: [], unsure: [] });
  });

  it('is not what was written by hand against an approved text', () => {
    const needed = 'Les pièces originales sont obligatoires pour le dossier de demande.';
    const spared = 'Les pièces traduites ne sont pas obligatoires pour le dossier de demande.';
    const [byHand] = readReply('Les pièces originales ne sont pas obligatoires pour le dossier de demande.', null);
    const met = compareSentenceWithTopic(byHand!.read, only(`${needed}\n${spared}`), () => 1);
    expect(met.flatMap(({ contrary }) => contrary.map(({ a, b }) => [a.value, b.value]))).toEqual([['no', 'yes']]);
  });
});

describe('courtesy', () => {
  it.each([
    'Bonjour,',
    'Bonjour Madame Dupont,',
    'Chère Madame, cher Monsieur,',
    'Dear Ms Smith,',
    'Merci de votre compréhension.',
    'Nous vous remercions de nous avoir écrit.',
    'Bonjour, merci pour votre message.',
    'Thank you for your message.',
    'Veuillez agréer, Madame, nos salutations distinguées.',
  ])('is all that is left of: %s', (text) => {
    const [said, ...more] = readReply(text, text);
    expect([said!.key, said!.text, more]).toEqual(['0', text, []]);
  });

  it.each(['Cordialement,\nLe service des passeports', 'Yours sincerely,\nThe team of the parking office'])(
    'is the office under: %s',
    (text) => expect(readReply(text, text)).toMatchObject([{ text, key: '0' }]),
  );

  it.each([
    'Merci de payer 45 € avant le 3 mars.',
    'Merci de nous envoyer un justificatif de domicile de moins de 3 mois.',
    'Merci pour votre message, votre demande est refusée.',
    'Bonjour, votre demande est refusée',
    'Madame, la piscine est fermée le lundi',
    "La mairie n'accepte plus les chèques",
    'La mairie refuse votre demande',
    'Veuillez recevoir votre passeport au guichet 3 avant le 4 mars',
    'Thank you for sending us a proof of address.',
    'Dear Ms Smith, your request is refused',
  ])('is not what says or asks something: %s', (text) => {
    expect(readReply(`${text}\nCordialement`, null)).toMatchObject([{ text, ordinal: 0, byHand: true }]);
    expect(readReply(`Bonjour,\n${text}\nNous avons lu votre dossier.`, null)[0]).toMatchObject({ text });
  });
});

describe('a reply of more sentences than are read', () => {
  const lines = (n: number) => Array.from({ length: n }, () => 'Le passeport coûte 86 €.').join('\n');

  it('has a sentence of which nothing is read', () => {
    expect(readReply(lines(120), null).filter(({ key }) => key === '0')).toEqual([]);
    expect(readReply(lines(121), null).filter(({ key }) => key === '0')).toMatchObject([{ ordinal: 120 }]);
  });
});

describe('sentences that are the same but for one value', () => {
  it.each([
    ['Le délai de traitement du dossier est de deux mois.', 'deux', 'trois'],
    ['La collecte des encombrants a lieu le lundi.', 'lundi', 'mardi'],
    ['The processing time is two months.', 'two', 'three'],
  ])('contradict each other for certain: %s', (text, value, other) => {
    expect(compare(text, text.replace(value, other)).contrary).toHaveLength(1);
  });

  it.each([
    ['Le tarif est de 12 €.', '12', '15'],
    ['La piscine ferme à 18 h le mardi.', 'mardi', 'jeudi'],
    ['Le délai de traitement du dossier est de quatre semaines.', 'quatre semaines', 'un mois'],
  ])('do not where they may be about two things, or both be right: %s', (text, value, other) => {
    expect(compare(text, text.replace(value, other)).contrary).toEqual([]);
  });
});

describe('a sentence of very many values', () => {
  const text = `Le passeport coûte ${'12 € et '.repeat(500)}13 €.`;

  it('is read for the first of them, and is not taken for one that ends otherwise', () => {
    expect(only(text)[0]!.read.statements.filter(({ slot }) => slot === 'fact amount')).toHaveLength(40);
    expect(compare(text, text.replace('13 €', '14 €'))).toMatchObject({ contrary: [], confirmed: false });
  });
});
