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
