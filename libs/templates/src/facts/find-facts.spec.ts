import { APPEAL_ROUTES } from './appeal-routes.js';
import { ADDRESSES, COUNTED, NAMED } from './fact-finders.js';
import { distinct, factsIn, MAX_SEARCHED, sameFact } from './find-facts.js';

const found = (text: string) => factsIn(text).map(({ kind, value }) => `${kind} ${value}`);

describe('the facts of a text', () => {
  it.each([
    ['Envoyez-les avant le 18 décembre 2026.', ['date 2026-12-18']],
    ['avant le 1er janvier 2027', ['date 2027-01-01']],
    ['avant le 18/12/2026', ['date 2026-12-18']],
    ['before 18 December 2026', ['date 2026-12-18']],
    ['before December 18, 2026', ['date 2026-12-18']],
    ['le 18 décembre', ['date --12-18']],
    ['Réf. 2026-12-18', ['date 2026-12-18']],
    ['à 14 h 30', ['time 14:30']],
    ['à 9h', ['time 09:00']],
    ['at 2:30 pm', ['time 14:30']],
    ['dans un délai de deux mois', ['duration P2M']],
    ['within two months', ['duration P2M']],
    ['sous 10 jours ouvrés', ['duration P10BD']],
    ['within 10 working days', ['duration P10BD']],
    ['pendant 30 jours', ['duration P30D']],
    ['sous 1 000 jours ouvrés', ['duration P1000BD']],
    ['at 14:30: the desk', ['time 14:30']],
    ['un montant de 1 200,50 €', ['amount EUR 1200.50']],
    ['an amount of €1,200.50', ['amount EUR 1200.50']],
    ['42,50 euros', ['amount EUR 42.50']],
    ['voir https://www.Telerecours.fr/', ['link telerecours.fr']],
    ['(www.telerecours.fr).', ['link telerecours.fr']],
    ['https://town.example/a?b=c.', ['link town.example/a?b=c']],
    ['écrivez à Contact@Valbourg.example', ['mail contact@valbourg.example']],
    ['au 03 80 12 34 56', ['phone +33380123456']],
    ['call +33 3 80 12 34 56', ['phone +33380123456']],
    ['le 18/12/26, ou le 18-12-2026', ['date 2026-12-18', 'date 2026-12-18']],
    ['avant le *18/12*, à 3/4', ['date --12-18']],
    ['à 16 heures, ou 14 heures 30', ['time 16:00', 'time 14:30']],
    ['à 16 heures 05, sous 48 heures', ['time 16:05', 'duration PT48H']],
    ['at 4 pm or 2.30 p.m.', ['time 16:00', 'time 14:30']],
    ['deux (2) mois', ['duration P2M']],
    ['42 euros 50, ou EUR 42.50', ['amount EUR 42.50', 'amount EUR 42.50']],
    ['10 € 12 places', ['amount EUR 10.00']],
    ['sur telerecours.fr.', ['link telerecours.fr']],
    ['sur cedarridge.example.ca/bikelanes, svp', ['link cedarridge.example.ca/bikelanes']],
    ['sur plan.valbourg.fr/nord, (cnil.fr)', ['link plan.valbourg.fr/nord', 'link cnil.fr']],
    ['M. Fr. Martin, texte.Fin', []],
    ['le tribunal administratif de Dijon', ['appeal court Dijon']],
    ['le tribunal administratif du Mans', ['appeal court Le Mans']],
    ['the administrative court of Le Mans', ['appeal court Le Mans']],
    ['le tribunal administratif des Ulis', ['appeal court Les Ulis']],
    ['le tribunal administratif d’Amiens', ['appeal court Amiens']],
    ['le tribunal administratif de l’Isle', ['appeal court Isle']],
    ['le tribunal administratif de La Rochelle', ['appeal court La Rochelle']],
    ['devant le TA de Cergy-Pontoise ou le tribunal administratif', ['appeal court Cergy-Pontoise']],
    ['the Dijon administrative court', ['appeal court Dijon']],
    ['le tribunal judiciaire de Dijon', ['appeal court other']],
    ['une lettre au maire qui conteste la décision', ['appeal gracious']],
    ['Nous contestons ce fait. Le maire', []],
    ['the administrative court of Dijon', ['appeal court Dijon']],
    ['un recours gracieux, ou la médiatrice', ['appeal gracious', 'appeal mediator']],
    ['Référence GCH-2026-004812, dossier 2026', []],
    ['Article 3 du règlement, guichet 4', []],
    ['en urgence, appelez le 112', ['phone 112']],
    ['', []],
    ['pendant dix-huit mois', ['duration P18M']],
    ['sous vingt-quatre heures, ou quarante-huit heures', ['duration PT24H', 'duration PT48H']],
    ['dans soixante-dix jours', ['duration P70D']],
    ['trente et un jours, vingt-et-un jours', ['duration P31D', 'duration P21D']],
    ['quatre-vingt-dix-neuf ans', ['duration P99Y']],
    ['quatre-vingts jours, cent vingt jours', ['duration P80D', 'duration P120D']],
    ['soixante et onze mois et deux jours', ['duration P71M', 'duration P2D']],
    ['soixante‑dix jours', ['duration P70D']],
    ['twenty-one days, ninety nine years', ['duration P21D', 'duration P99Y']],
    ['one hundred and twenty days', ['duration P120D']],
    ['a thirty-day period, a 30-day one, a two-month wait', ['duration P30D', 'duration P30D', 'duration P2M']],
    ['deux dix jours, arrière-deux mois', []],
    ['within a month, for a year, in a week', ['duration P1M', 'duration P1Y', 'duration P1W']],
    ['un mois, ou un an', ['duration P1M', 'duration P1Y']],
    ['twice a week, €5 a month, half a day', ['amount EUR 5.00']],
    ['sous 48 h, 48h ou 72 h', ['duration PT48H', 'duration PT48H', 'duration PT72H']],
    ['dans 12 h, within 8 h, dans les 6h', ['duration PT12H', 'duration PT8H', 'duration PT6H']],
    ['à 12 h, de 8h à 18h30, 24h/24', ['time 12:00', 'time 08:00', 'time 18:30']],
    ['2 (deux) mois, deux (2) mois, dix-huit (18) mois', ['duration P2M', 'duration P2M', 'duration P18M']],
    ['Option 2 may apply. We may 2 or 3 times march 4 abreast.', []],
    ['2 May, on May 2, by 2 may 2027', ['date --05-02', 'date --05-02', 'date 2027-05-02']],
    ['le 3 mars, 3 March', ['date --03-03', 'date --03-03']],
    ['Figure 3 mars the page. En mai 12 personnes.', []],
    ['le 39 39, ou au 3646', ['phone 3939', 'phone 3646']],
    ['Appelez le 15. Venez le 15, ou au 150, rue du Port.', ['phone 15']],
    ['1.234,56 €, 1 234,56 €, €1,234.56', ['amount EUR 1234.56', 'amount EUR 1234.56', 'amount EUR 1234.56']],
    ['1.234 €, 1,234 €, 12.345.678 €', ['amount EUR 1234.00', 'amount EUR 1234.00', 'amount EUR 12345678.00']],
    ['12€50, 12 € 50, 10€', ['amount EUR 12.50', 'amount EUR 12.50', 'amount EUR 10.00']],
    ['100 $, $100 or 30 £', ['amount USD 100.00', 'amount USD 100.00', 'amount GBP 30.00']],
  ])('%j tells %j', (text, facts) => expect(found(text)).toEqual(facts));

  it('are the same in French and in English', () => {
    const french = found('Venez le 3 décembre 2026 à 14 h 30 avec 42,50 € : vous avez deux mois pour contester.');
    const english = found('Come on 3 December 2026 at 14:30 with €42.50: you have two months to contest.');
    expect(french).toEqual(english);
  });

  it('take a day without its year for that day of any year', () => {
    expect(sameFact({ kind: 'date', value: '--12-18' }, { kind: 'date', value: '2026-12-18' })).toBe(true);
    expect(sameFact({ kind: 'date', value: '2027-12-18' }, { kind: 'date', value: '2026-12-18' })).toBe(false);
  });

  it('take a court without its town for any such court, and for no other', () => {
    const court = (value: string) => ({ kind: 'appeal', value }) as const;
    expect(sameFact(court('court'), court('court Dijon'))).toBe(true);
    expect(sameFact(court('court Lyon'), court('court Dijon'))).toBe(false);
    expect(sameFact(court('court'), court('court other'))).toBe(false);
  });

  it('are told apart alike, however many they are', () => {
    const facts = factsIn(
      'Le 2 mai, le 2 mai 2026, le 2 mai 2027 ; le TA de Dijon, le tribunal administratif, 5 €, 5 €.',
    );
    const slowly = facts.filter((fact, n) => facts.findIndex((other) => sameFact(other, fact)) === n);
    expect(distinct(facts)).toEqual(slowly);
    expect(slowly.map(({ value }) => value)).toEqual(['--05-02', 'court Dijon', 'EUR 5.00']);
  });

  // Threats: A092.
  it('are found in a long hostile text in one pass', () => {
    const text = '1 '.repeat(20_000) + 'www.' + 'a@'.repeat(10_000);
    expect(factsIn(text).length).toBeLessThan(text.length);
  });
});

describe('the search for facts', () => {
  /** Counts the characters to which patterns were applied. */
  function read(text: string): number {
    const spies = (['search', 'matchAll', 'replace'] as const).map((name) => jest.spyOn(String.prototype, name));
    try {
      factsIn(text);
      return spies
        .flatMap(({ mock }): unknown[] => mock.contexts)
        .reduce<number>((sum, one) => sum + String(one).length, 0);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it.each(['contest', 'contest ', 'a', 'a@', '111 ', '1 € ', 'vingt-deux ', 'A-', 'Un mot. '])(
    'reads twice as much of %j in twice the length, and no more than its beginning',
    (piece) => {
      const of = (length: number) => read(piece.repeat(length / piece.length));
      expect(of(40_000)).toBeLessThanOrEqual(2.1 * of(20_000));
      expect(of(500_000)).toBeLessThanOrEqual(1.1 * of(MAX_SEARCHED));
    },
  );

  it('repeats nothing without an end', () => {
    const patterns = [
      ...[ADDRESSES, ...NAMED, ...COUNTED].map(({ pattern }) => pattern),
      ...APPEAL_ROUTES.map(([, way]) => way),
    ];
    for (const pattern of patterns) {
      const simplified = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
      expect(simplified).not.toMatch(/[*+]|\{\d+,\}/);
    }
  });

  it('does not see what is no word, and sees a long address', () => {
    const link = `https://town.example/${'a'.repeat(400)}`;
    expect(found(`${'x'.repeat(250)}@b.example ${'5€,'.repeat(100)} avant le 2 mai, ${link}`)).toEqual([
      'date --05-02',
      `link ${link.slice(8)}`,
    ]);
  });

  it('ends after the beginning, and cuts no word in two', () => {
    const before = (length: number) => `${'mot '.repeat(length / 4)}`;
    expect(found(`${before(MAX_SEARCHED - 8)}le 1200 €`)).toEqual([]);
    expect(found(`${before(MAX_SEARCHED - 12)}42 €, 5 €, 6 €, 7 €`)).toEqual(['amount EUR 42.00', 'amount EUR 5.00']);
  });
});
