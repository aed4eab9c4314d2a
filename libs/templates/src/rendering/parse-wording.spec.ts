import { InvalidWording, wording } from './parse-wording.js';

const french = { language: 'fr', short: false } as const;
const said = (source: string, values: Record<string, string> = {}) =>
  wording(source)
    .write(values, french)
    .map(({ text }) => text)
    .join('');
const faults = (source: string) => {
  try {
    wording(source);
  } catch (error) {
    if (error instanceof InvalidWording)
      return error.faults.map(({ code, data }) => `${code} ${Object.values(data).join()}`);
    throw error;
  }
  return [];
};

describe('a wording', () => {
  it('says its variables in the language of the reader', () => {
    expect(said('Avant le {{ deadline }} : {{ amount }}.', { deadline: '2027-01-01', amount: '42.5' })).toBe(
      'Avant le 1er janvier 2027 : 42,50\u00A0€.',
    );
    expect(
      wording('By {{ deadline | short_date }}').write({ deadline: '2027-01-01' }, { language: 'en', short: true }),
    ).toEqual([
      { text: 'By ', variable: null },
      { text: '01/01/2027', variable: 'deadline' },
    ]);
  });

  it('chooses by what is there', () => {
    const source = 'A{% if deadline %} avant le {{ deadline }}{% else %} sans délai{% endif %}';
    expect(said(source)).toBe('A sans délai');
    expect(said(source, { deadline: '2026-12-18' })).toBe('A avant le 18 décembre 2026');
    expect([...wording(source).optional]).toEqual(['deadline']);
  });

  it('keeps what a check has made up, by all of its values, and nothing that somebody has given', () => {
    const read = wording('Avant le {{ deadline }}{% if amount %}, {{ amount }}{% endif %}.');
    const values = { deadline: '2071-01-01', amount: '8101.17' };
    const made = read.writeMadeUp(values, french);
    expect(made).toEqual(read.write(values, french));
    expect(read.writeMadeUp({ ...values, reason: 'of no use here' }, french)).toBe(made);
    for (const [given, style] of [
      [{ ...values, amount: '' }, french],
      [{ ...values, deadline: '2071-01-02' }, french],
      [values, { language: 'fr', short: true }],
      [values, { language: 'en', short: false }],
    ] as const)
      expect(read.writeMadeUp(given, style)).toEqual(read.write(given, style));
    expect(read.write(values, french)).not.toBe(read.write(values, french));
  });

  it('names what is still to be filled in', () => {
    expect(wording('{{ deadline }}').write({}, french)).toEqual([
      { text: '[Date limite]', variable: 'deadline', missing: true },
    ]);
  });

  it('knows its variables in the order of the text, also those of a branch not taken', () => {
    expect(wording('{{ place }}{% if desk %}{{ amount }}{% endif %}{{ place }}').names).toEqual([
      'place',
      'desk',
      'amount',
    ]);
  });
});

describe('a filter of a language', () => {
  const of = (court: string) => said('tribunal administratif {{ court | of }}', { court });

  it.each([
    ['Amiens', 'd’Amiens'],
    ['Lyon', 'de Lyon'],
    ['Le Mans', 'du Mans'],
    ['Les Ulis', 'des Ulis'],
    ['l’Isle', 'de l’Isle'],
    ['L’Isle-Adam', 'de L’Isle-Adam'],
    ['La Rochelle', 'de La Rochelle'],
    ['Hyères', 'd’Hyères'],
    ['Hérouville-Saint-Clair', 'd’Hérouville-Saint-Clair'],
    ['Hœnheim', 'de Hœnheim'],
    ['Le Havre', 'du Havre'],
    ['Honfleur', 'de Honfleur'],
    ['Herrlisheim', 'de Herrlisheim'],
    ['Évry', 'd’Évry'],
    ['Œuilly', 'd’Œuilly'],
    ['Yvetot', 'd’Yvetot'],
    ['Yaoundé', 'de Yaoundé'],
    ['Ouistreham', 'de Ouistreham'],
    // Declared with the value, whatever the list knows.
    ['de Holnon', 'de Holnon'],
    ['du Mans', 'du Mans'],
    ['d’Hyères', 'd’Hyères'],
    // Other scripts, and nothing to read.
    ['محمد', 'de محمد'],
    ['👩‍👧', 'de 👩‍👧'],
    ['', 'de [Tribunal administratif]'],
  ])('says whose it is in French: %s', (court, expected) =>
    expect(of(court)).toBe(`tribunal administratif ${expected}`),
  );

  it.each([
    ['Amiens', 'of Amiens'],
    ['du Mans', 'of Le Mans'],
    ['des Ulis', 'of Les Ulis'],
    ['de La Rochelle', 'of La Rochelle'],
    ['', 'of [Administrative court]'],
  ])('says whose it is in English: %s', (court, expected) => {
    const runs = wording('{{ court | of }}').write({ court }, { language: 'en', short: false });
    expect(runs.map(({ text }) => text).join('')).toBe(expected);
  });

  it('elides with a letter of SMS where room is scarce', () => {
    const runs = wording('TA {{ court | of }}').write({ court: 'Amiens' }, { language: 'fr', short: true });
    expect(runs.map(({ text }) => text).join('')).toBe("TA d'Amiens");
  });

  it('keeps what it adds apart from the value', () => {
    expect(wording('{{ court | of }}').write({ court: 'Le Mans' }, french)).toEqual([
      { text: 'du ', variable: null },
      { text: 'Mans', variable: 'court' },
    ]);
  });

  it.each([
    ['1', 'sous 1 jour ouvré', 'within 1 working day'],
    ['3', 'sous 3 jours ouvrés', 'within 3 working days'],
    ['0', 'sous 0 jour ouvré', 'within 0 working days'],
    ['1,5', 'sous 1,5 jour ouvré', 'within 1.5 working days'],
    ['1000000', 'sous 1\u00A0000\u00A0000 de jours ouvrés', 'within 1,000,000 working days'],
  ])('counts: %s', (response_days, fr, en) => {
    const runs = wording("within {{ response_days | counted: 'working day', 'working days' }}").write(
      { response_days },
      { language: 'en', short: false },
    );
    expect(said("sous {{ response_days | counted: 'jour ouvré', 'jours ouvrés' }}", { response_days })).toBe(fr);
    expect(runs.map(({ text }) => text).join('')).toBe(en);
  });

  it.each([
    ["'cheval', 'chevaux'", '3 chevaux'],
    ["'an', 'ans'", '3 ans'],
    ["'city', 'cities'", '3 cities'],
    ["'bureau', 'bureaux'", '3 bureaux'],
  ])('counts with two forms of the same words: %s', (forms, expected) =>
    expect(said(`{{ response_days | counted: ${forms} }}`, { response_days: '3' })).toBe(expected),
  );

  it('may follow another filter', () =>
    expect(said('la taille {{ place | in_sentence | of }}', { place: 'Votre jardin.' })).toBe(
      'la taille de votre jardin',
    ));

  it.each([
    ['Votre demande de carte', 'votre demande de carte'],
    ['L’inscription à l’école', 'l’inscription à l’école'],
    ['Un recours gracieux auprès du maire.', 'un recours gracieux auprès du maire'],
    ['Votre CAF', 'votre CAF'],
    ['Notre Valbourg', 'notre Valbourg'],
    ['CAF de la Côte-d’Or', 'CAF de la Côte-d’Or'],
    ['Zoé Martin', 'Zoé Martin'],
    ['Saint-Étienne', 'Saint-Étienne'],
    ['etc.', 'etc.'],
    ['À suivre...', 'à suivre...'],
    ['M. le maire', 'M. le maire'],
    ['12 places', '12 places'],
  ])('writes a value within a sentence: %s', (purpose, expected) =>
    expect(said('Nous acceptons {{ purpose | in_sentence }}', { purpose })).toBe(`Nous acceptons ${expected}`),
  );

  it('keeps the capitals of English', () => {
    const english = (purpose: string) =>
      wording('We accept {{ purpose | in_sentence }}')
        .write({ purpose }, { language: 'en', short: false })
        .map(({ text }) => text)
        .join('');
    expect(english('Your request.')).toBe('We accept your request');
    expect(english('Monday’s appointment')).toBe('We accept Monday’s appointment');
    expect(english('I do')).toBe('We accept I do');
  });

  it.each([
    ['le 112.', 'Urgence : le 112.'],
    ['le 112', 'Urgence : le 112.'],
    ['pompiers, police, etc.', 'Urgence : pompiers, police, etc.'],
    ['qui appeler ?', 'Urgence : qui appeler ?'],
  ])('ends a sentence once: %s', (emergency, expected) => {
    expect(said('Urgence : {{ emergency }}.', { emergency })).toBe(expected);
    expect(said('Urgence : **{{ emergency }}**.', { emergency })).toBe(
      expected.replace(emergency, `**${emergency}**`).replace(/\*\*(.*?)\.\*\*$/, '**$1.**'),
    );
  });
});

describe('what a hostile template gets', () => {
  // Threats: A078, A079.
  it.each([
    ['CVE-2026-34724: the constructor', '{{ constructor }}', ['unknown-variable constructor']],
    [
      'CVE-2026-34724: prototypes of a value',
      '{{ citizen_name.constructor.constructor }}',
      ['unknown-variable citizen_name.constructor.constructor'],
    ],
    [
      'CVE-2026-84462: __proto__ by index',
      '{{ citizen_name["__proto__"] }}',
      ['unknown-variable citizen_name.__proto__'],
    ],
    ['another person’s data', '{{ case.citizen.handles }}', ['unknown-variable case.citizen.handles']],
    ['the environment', '{{ process.env.GUICHET_SECRET }}', ['unknown-variable process.env.GUICHET_SECRET']],
    ['CVE-2011-4458: code by a filter', '{{ citizen_name | eval }}', ['unknown-filter eval']],
    [
      'CVE-2011-5092: a filter of a branch not taken',
      '{% if desk %}{{ desk | json }}{% endif %}',
      ['unknown-filter json'],
    ],
    ['a loop', '{% for i in (1..100000000) %}x{% endfor %}', ['unknown-tag for']],
    ['a loop over a list', '{% for i in documents %}x{% endfor %}', ['unknown-tag for']],
    ['a file', '{% include "/etc/passwd" %}', ['unknown-tag include']],
    ['a file rendered', '{% render "secret" %}', ['unknown-tag render']],
    ['assignment', '{% assign a = citizen_name %}', ['unknown-tag assign']],
    ['a range', '{{ (1..100000000) }}', ['syntax only a variable can be said: {{ (1..100000000) }}']],
    ['a literal', '{{ 1 }}', ['syntax only a variable can be said: {{ 1 }}']],
    ['a comparison', '{{ desk == "4" }}', ['syntax only a variable can be said: {{ desk == "4" }}']],
    [
      'a condition on a value, which nobody could check for all values',
      '{% if amount > 100 %}x{% endif %}',
      ['syntax only whether variables are there can be asked: {% if amount > 100 %}'],
    ],
    ['a filter for something else', '{{ reference | date }}', ['syntax date is not for reference']],
    [
      'a filter with a variable in it',
      '{{ response_days | counted: place, desk }}',
      ['syntax counted: counted: place, desk'],
    ],
    [
      'a filter with Liquid in it',
      "{{ response_days | counted: '{{ place }}', 'jours' }}",
      expect.arrayContaining([expect.stringContaining('syntax')]),
    ],
    [
      'another promise for one than for many',
      "{{ response_days | counted: 'jour, gratuit', 'jours, payants' }}",
      ['syntax counted takes two forms of the same words'],
    ],
    [
      'the contrary for one',
      "{{ response_days | counted: 'demande accordée', 'demandes annulées' }}",
      ['syntax counted takes two forms of the same words'],
    ],
    [
      'another word that begins alike',
      "{{ response_days | counted: 'accordé', 'accompli' }}",
      ['syntax counted takes two forms of the same words'],
    ],
    ['a filter after one that adds words', '{{ court | of | capitalize }}', ['filter-not-last of']],
    [
      'a filter after a count',
      "{{ response_days | counted: 'jour', 'jours' | counted: 'jour', 'jours' }}",
      ['filter-not-last counted'],
    ],
    [
      'a number in a form',
      "{{ response_days | counted: 'jour de 24 heures', 'jours de 24 heures' }}",
      [expect.stringContaining('syntax counted')],
    ],
    [
      'one form for two',
      "{{ response_days | counted: 'jour' }}",
      ["syntax counted takes two forms: counted: 'jour', 'jours'"],
    ],
    ['a form for a filter without', "{{ deadline | date: '%s' }}", ['syntax date takes nothing']],
    [
      'a form that is too long',
      `{{ response_days | counted: '${'a'.repeat(61)}', '${'a'.repeat(61)}' }}`,
      [expect.stringContaining('syntax counted')],
    ],
    ['handlebars', '{{#with desk}}x{{/with}}', expect.arrayContaining([expect.stringContaining('syntax')])],
    ['huge source', 'x'.repeat(8_001), ['too-large 8000']],
    ['an unclosed tag', '{% if desk %}', expect.arrayContaining([expect.stringContaining('syntax')])],
  ])('%s', (_name, source, expected) => expect(faults(source)).toEqual(expected));

  // Threats: A078.
  it('takes other engines’ code for the words that they are', () => {
    const source = '${7*7} #{7*7} <%= 7*7 %> *{7*7} @(7*7) [[7*7]]';
    expect(said(source)).toBe(source);
  });

  // Threats: A078, R14.
  it('never evaluates what a citizen is called', () => {
    const hostile = '{{ reference }}{% if place %}\u202E${7*7}<script>';
    expect(said('Bonjour {{ citizen_name }}', { citizen_name: hostile, reference: 'GCH' })).toBe(
      'Bonjour {{ reference }}{% if place %}${7*7}<script>',
    );
  });

  // Threats: A078.
  it('cannot be made to take a value for words of ours', () => {
    expect(said('{{ citizen_name }}', { citizen_name: '\uE000deadline\uE001x\uE002' })).toBe('deadlinex');
  });

  // Threats: A078.
  it('cannot be made to take words around a value for another value', () => {
    const runs = wording("{{ response_days | counted: '\uE000desk\uE001a\uE002', '\uE000desk\uE001as\uE002' }}").write(
      { response_days: '3' },
      french,
    );
    expect(runs).toEqual([
      { text: '3', variable: 'response_days' },
      { text: ' deskas', variable: null },
    ]);
    expect(said('{{ court | of }}', { court: '\uE000desk\uE001x\uE002' })).toBe('de deskx');
  });

  // Threats: A078.
  it('cuts what becomes too much', () => {
    const source = '{{ reason }}'.repeat(600);
    expect(() => said(source, { reason: 'x'.repeat(4_000) })).toThrow(InvalidWording);
  });

  // Threats: A078.
  it('nests conditions deeply without harm', () => {
    const source = '{% if desk %}'.repeat(300) + 'x' + '{% endif %}'.repeat(300);
    expect(said(source, { desk: '4' })).toBe('x');
  });
});
