import { e164, e164Beginning, e164Ending, phoneNumbersIn } from './phone-numbers.js';

describe('a telephone number', () => {
  // Threats: T07.
  it.each([
    ['06 39 98 12 07', '+33639981207'],
    ['06.39.98.12.07', '+33639981207'],
    ['+33 (0)6 39 98 12 07', '+33639981207'],
    ['0033639981207', '+33639981207'],
    ['tel:+33-6-39-98-12-07', '+33639981207'],
    ['02 61 91 40 10', '+33261914010'],
    ['+380 44 123 45 67', '+380441234567'],
    ['+1 (500) 555-0006', '+15005550006'],
  ])('%s is %s', (text, number) => {
    expect(e164(text)).toBe(number);
    expect(e164(number)).toBe(number);
  });

  // Threats: T07.
  it.each([
    '',
    'Camille',
    '12',
    '3939',
    'camille@example.org',
    '06 39 98',
    'appelez le 06 39 98 12 07 svp',
    '+999 12345678',
  ])('“%s” is none', (text) => expect(e164(text)).toBeUndefined());

  it('is read as one of the country that it is said to be of', () => {
    expect(e164('079 123 45 67', 'CH')).toBe('+41791234567');
  });
});

describe('the beginning of a telephone number', () => {
  it.each([
    ['06 39 98', '+3363998'],
    ['06.39.98.12.07', '+33639981207'],
    ['0033 6 39 98', '+3363998'],
    ['+33 (0)6 39 98', '+3363998'],
    ['+41 79 12 34', '+41791234'],
  ])('“%s” is that of %s…', (typed, beginning) => expect(e164Beginning(typed)).toBe(beginning));

  it.each(['', '06 39', 'Camille', 'GCH-2026-000123', '06 39 98 a', '€ 639981'])('“%s” is none', (typed) =>
    expect(e164Beginning(typed)).toBeUndefined(),
  );
});

describe('the end of a telephone number', () => {
  it.each([
    ['98 12 07', '981207'],
    ['39.98.12.07', '39981207'],
    ['00 12 07', '001207'],
  ])('“%s” is %s', (typed, ending) => expect(e164Ending(typed)).toBe(ending));

  it.each(['', '12 07', '+33 6 39', '06 39 98 12 07', 'Camille', 'GCH-2026-000123'])('“%s” is none', (typed) =>
    expect(e164Ending(typed)).toBeUndefined(),
  );
});

describe('telephone numbers in a text', () => {
  const within = (text: string) => phoneNumbersIn(text).map(({ from, to, e164 }) => [text.slice(from, to), e164]);

  it.each([
    ['Mon numéro : 06 39 98 12 07.', '06 39 98 12 07', '+33639981207'],
    ['appelez le 06.39.98.12.07 svp', '06.39.98.12.07', '+33639981207'],
    ['(0639981207)', '0639981207', '+33639981207'],
    ['Tél. 06 399 812 07', '06 399 812 07', '+33639981207'],
    ['+33 (0)6 39 98 12 07', '+33 (0)6 39 98 12 07', '+33639981207'],
    ['0033 6 39 98 12 07', '0033 6 39 98 12 07', '+33639981207'],
    ['le +41 79 123 45 67', '+41 79 123 45 67', '+41791234567'],
    ['0032 2 123 45 67', '0032 2 123 45 67', '+3221234567'],
    ['0033 639 981 207', '0033 639 981 207', '+33639981207'],
    ['+33 6 39 98 12 07\n12 rue du Lac', '+33 6 39 98 12 07', '+33639981207'],
    ['+33 6 39 98 12 07 (24h/24)', '+33 6 39 98 12 07', '+33639981207'],
    ['06\u202f39\u202f98\u202f12\u202f07', '06\u202f39\u202f98\u202f12\u202f07', '+33639981207'],
  ])('of “%s” are “%s”, which is %s', (text, written, number) => expect(within(text)).toEqual([[written, number]]));

  it('stand beside one another', () => {
    expect(within('06 39 98 12 07 06 39 98 12 08\n01-39-98-12-09').map(([, number]) => number)).toEqual([
      '+33639981207',
      '+33639981208',
      '+33139981209',
    ]);
    expect(within('+33 6 39 98 12 07 / 01 39 98 12 09').map(([, number]) => number)).toEqual([
      '+33639981207',
      '+33139981209',
    ]);
  });

  it.each(['', 'le 12/11/2026 à 10:30', 'GCH-2026-000123', 'SIRET 12345678901234', '06 39 98', 'réf. AB0639981207'])(
    'are not in “%s”',
    (text) => expect(within(text)).toEqual([]),
  );
});
