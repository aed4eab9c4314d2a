import { TemplateContent, type Language } from '@guichet/contracts';
import { checkMeaning } from '../facts/check-meaning.js';
import { compareOrder } from './compare-order.js';
import { normaliseText } from './normalise-text.js';

describe('one spelling of what can be written in several', () => {
  it.each([
    ['en', '3.5 tonnes', '3500 kg'],
    ['en', 'one metre eighty', '180 cm'],
    ['en', '1.80 m', '180 cm'],
    ['en', 'two cubic metres', '2000 litres'],
    ['en', '1.5 kilometres', '1500 m'],
    ['en', 'fifteen hundred', '1500'],
    ['en', 'sixty-two euros and fifty cents', '62,50 €'],
    ['en', 'twice a week', '2 times a week'],
    ['en', '2x/week', '2 times per week'],
    ['en', 'a quarter off', '1/4 off'],
    ['en', 'two thirds', '2/3'],
    ['en', 'day and night, seven days a week', 'at any time'],
    ['en', 'a quarter to eleven at night', '22:45'],
    ['en', '€18 p.a.', '€18 per year'],
    ['en', '£1.2m of £400k', '£1200000 of £400000'],
    ['en', '2.80 GBP', '£2.80'],
    ['en', 'under 3 mths, 20 mins.', 'under 3 months, 20 minutes'],
    ['en', 'by one o’clock', 'by 13:00'],
    ['en', 'between nine and eleven in the morning', 'between 09:00 and 11:00'],
    ['en', '01.09.2027–31.08.2028', '01.09.2027 - 31.08.2028'],
    ['en', 'send: 1) a form, 2) a photograph (see note 2) today', 'send: a form, a photograph (see note 2) today'],
    ['en', 'a list of 4 (see (a) and page 4) for all', 'a list of 4 (see (a) and page 4) for all'],
    ['en', 'by six o’clock', 'by 06:00'],
    ['en', 'at a quarter to two', 'at 13:45'],
    ['en', '50 kilometres per hour', '50 km/h'],
    ['en', '+353 61 555 210', '061 555 210'],
    ['fr', 'deux tiers', '2/3'],
    ['fr', '50 kilomètres par heure', '50 km/h'],
    ['fr', 'un demi-hectare', '5000 mètres carrés'],
    ['fr', '3,5 tonnes', '3500 kg'],
    ['fr', 'trois mètres cubes', '3000 litres'],
    ['fr', '2x/semaine', '2 fois par semaine'],
  ] as [Language, string, string][])('in %s, %s is %s', (language, said, written) => {
    expect(normaliseText(said, language).replace(/ +/g, ' ')).toBe(written);
  });

  it.each([
    ['en', 'once in a quarter.'],
    ['fr', 'vendu par un tiers.'],
  ] as [Language, string][])('in %s, %s stays', (language, said) => {
    expect(normaliseText(said, language)).toBe(said);
  });
});

describe('units and periods', () => {
  const refused = (full: string, short: string) =>
    checkMeaning(TemplateContent.parse({ blocks: [{ kind: 'facts', full, short }] }), {
      language: 'en',
      sourceLanguage: 'en',
    }).some(({ severity }) => severity === 'error');

  it.each([
    ['The zone begins 10 km from here.', 'Zone from 10 m.'],
    ['It costs €48 a month.', 'Cost: €48 per term.'],
    ['You pay one third.', 'You pay 2/3.'],
    ['Collected twice a week.', 'Collected 3x/week.'],
    ['The price rises from £1.20 to £1.50.', 'Price now £1.20 instead of £1.50.'],
    ['The pool opens at 6.30 a.m. instead of 7 a.m.', 'Pool: opening changes from 06:30 to 07:00.'],
  ])('%s is not %s', (full, short) => expect(refused(full, short)).toBe(true));

  it.each([
    ['The zone begins 1.5 km from here.', 'Zone from 1,500 m.'],
    ['It costs €48 a month.', 'Cost: €48/month.'],
    ['It costs €48 a month.', 'Cost: €48.'],
    ['The price rises from £1.20 to £1.50.', 'Price £1.50 (now £1.20).'],
    ['The pool opens at 6.30 a.m. instead of 7 a.m.', 'Pool: opening changes from 07:00 to 06:30.'],
    ['A second bin may be added in May.', 'In May you can add a second bin.'],
    [
      'The desk is open from 9:00 to 12:00 for passports and from 14:00 to 17:00 for cards.',
      'Passports from 9:00 to 12:00, cards 14:00 to 17:00.',
    ],
  ])('%s is %s', (full, short) => expect(refused(full, short)).toBe(false));
});

describe('a subject', () => {
  const warned = (subject: string, full: string) =>
    checkMeaning(TemplateContent.parse({ subject, blocks: [{ kind: 'facts', full, short: full }] }), {
      language: 'en',
      sourceLanguage: 'en',
    }).some(({ severity, where }) => severity === 'warning' && where?.wording === 'subject');

  it.each([
    ['Your check has been cancelled', 'We look forward to seeing you for the check.', true],
    ['Appeal dismissed', 'The panel sits on Monday.', true],
    ['Your check on Monday', 'We look forward to seeing you for the check on Monday.', false],
    ['Your check is cancelled', 'We have cancelled your check.', false],
  ])('%s over %s', (subject, full, isWarned) => expect(warned(subject, full)).toBe(isWarned));
});

describe('what only the order of words says', () => {
  const about = (full: string, short: string, language: Language) =>
    compareOrder(full, short, language).map((difference) => difference.about);

  it.each([
    ['en', 'Mr Delmas takes over from Ms Chevalier.', 'Ms Chevalier takes over from Mr Delmas.', ['person']],
    ['fr', 'Suivi par M. Lacoste, et non Mme Nguyen.', 'Suivi par Mme Nguyen, et non M. Lacoste.', ['person']],
    ['en', 'Your file moved from Housing to Finance.', 'Moved from Finance to Housing.', ['place']],
    ['en', 'Pay the fee first, then pick up the badge.', 'Pick up the badge, then pay the fee.', ['earlier']],
    ['en', 'Pay the fee first, then pick up the badge.', 'Pay the fee, then get the badge.', []],
    ['fr', 'Vous payez, puis vous venez. M. Roux vous reçoit.', 'M. Roux vous reçoit. Payez, puis venez.', []],
  ] as [Language, string, string, string[]][])('in %s, %s / %s', (language, full, short, expected) => {
    expect(about(full, short, language)).toEqual(expected);
  });
});

describe('what the approver reads of it', () => {
  const findings = (full: string, short: string, mayLeaveOut?: string[]) =>
    checkMeaning(
      TemplateContent.parse({ blocks: [{ kind: 'facts', full, short, ...(mayLeaveOut && { mayLeaveOut }) }] }),
      {
        language: 'fr',
        sourceLanguage: 'fr',
      },
    ).map(({ severity, code, data }) => ({ severity, code, data }));

  it('a negation is quoted with what it denies, once', () => {
    const found = findings('Une photo est indispensable.', 'Une photo n’est pas indispensable.');
    expect(found.map(({ data }) => data)).toEqual([
      { about: 'required', full: ['indispensable'], short: ["n'est pas indispensable"] },
    ]);
  });

  it('the earliest and the latest moment are not the same', () => {
    const [found] = findings(
      'Annulez au plus tard 48 heures avant le rendez-vous.',
      'Annulez au plus tôt 48 heures avant le rendez-vous.',
    );
    expect(found?.data).toEqual({
      about: 'bound',
      full: ['Annulez au plus tard 48 heures'],
      short: ['Annulez au plus tôt 48 heures'],
    });
  });

  it('what the author lets out is said, once for each block', () => {
    expect(findings('Avant le {{ deadline }}, venez à {{ desk }}.', 'Venez.', ['deadline', 'desk'])).toEqual([
      { severity: 'hint', code: 'left-out', data: { texts: ['{{ deadline }}', '{{ desk }}'] } },
    ]);
  });
});
