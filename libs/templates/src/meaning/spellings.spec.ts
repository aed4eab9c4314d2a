import { TemplateContent, type Language } from '@guichet/contracts';
import { checkMeaning } from '../facts/check-meaning.js';
import { compareOrder } from './compare-order.js';
import { normaliseText } from './normalise-text.js';

describe('one spelling of what can be written in several', () => {
  it.each([
    ['en', 'one metre eighty', '1.80 m'],
    ['en', 'fifteen hundred', '1500'],
    ['en', 'sixty-two euros and fifty cents', '62,50 €'],
    ['en', 'twice a week', '2 times a week'],
    ['en', '2x/week', '2 times per week'],
    ['en', 'a quarter off', '25% off'],
    ['en', 'two thirds', '66.67%'],
    ['en', 'day and night, seven days a week', 'at any time'],
    ['en', 'a quarter to eleven at night', '22:45'],
    ['en', '€18 p.a.', '€18 per year'],
    ['en', '£1.2m of £400k', '£1200000 of £400000'],
    ['en', '2.80 GBP', '£2.80'],
    ['en', 'by one o’clock', "by 1:00 o'clock"],
    ['en', 'between nine and eleven in the morning', 'between 09:00 and 11:00'],
    ['en', '01.09.2027–31.08.2028', '01.09.2027 - 31.08.2028'],
    ['en', 'send: 1) a form, 2) a photograph (see note 2) today', 'send: a form, a photograph (see note 2) today'],
    ['en', 'a list of 4 (see (a) and page 4) for all', 'a list of 4 (see (a) and page 4) for all'],
    ['en', 'by six o’clock', "by 6:00 o'clock"],
    ['en', 'at a quarter to two', "at 1:45 o'clock"],
    ['fr', 'deux tiers', '66.67%'],
    ['fr', 'un demi-hectare', '0,5 hectare'],
    ['en', 'thirty and one hundred and twenty', '30 and 120'],
    ['en', 'one hundred and seventy-five', '175'],
    ['en', 'one hundred and fifty thousand', '150000'],
    ['en', 'two thousand and thirty', '2030'],
    ['en', 'seven and a half thousand', '7500'],
    ['en', '£7.5k', '£7500'],
    ['en', 'half a dozen', '6'],
    ['en', 'half a million', '500000'],
    ['en', 'sixty-six double-seven seven', '66777'],
    ['en', 'nine nine nine', '999'],
    ['en', 'oh-one-six-three-two, nine-six-oh, four-oh-nine', '01632 960 409'],
    ['en', 'twenty twenty-six', '2026'],
    ['en', 'under-eighteens and over-sixties', 'under-18 and over-60'],
    ['en', 'TEN', 'TEN'],
    ['en', 'one in four', '25%'],
    ['en', 'one reply in every hundred', '1%'],
    ['en', 'by a fifth.', 'by 20%.'],
    ['en', 'seven euro fifty', '7,50 €'],
    ['en', 'two hundred and eighty-eight dollars', '$288'],
    ['en', 'an hour and a half', '90 minutes'],
    ['en', 'three quarters of an hour', '45 minutes'],
    ['en', 'a quarter of a tonne', '0.25 tonne'],
    ['en', '½ yr', '0.5 yr'],
    ['en', '1½ hrs', '90 minutes'],
    ['en', 'every other Wednesday', 'every 14 days on Wednesday'],
    ['en', 'a quarter to three in the afternoon', '14:45'],
    ['en', 'twenty to nine at night', '20:40'],
    ['en', 'from twenty-five to eight', "from 7:35 o'clock"],
    ['en', 'half five in the morning', '05:30'],
    ['en', 'a quarter to midnight', '23:45'],
    ['en', 'between 0800 and 1800 hours', 'between 08:00 and 18:00'],
    ['en', '9.05–11.55am', '09:05 - 11:55'],
    ['en', '11–6pm', '11:00 - 18:00'],
    ['en', '9–12 in the morning', '09:00 - 12:00'],
    ['en', 'from ten until two in the morning', 'from 22:00 until 02:00'],
    ['en', 'ages five to eleven', 'ages 5 to 11'],
    ['en', '26–28/10/26', '26/10/26 - 28/10/26'],
    ['en', '13+14/5', '13/5+14/5'],
    [
      'en',
      'Monday 26, Tuesday 27 and Wednesday 28 October',
      'Monday 26 October, Tuesday 27 October and Wednesday 28 October',
    ],
    ['en', 'Monday the ninth and Friday the thirteenth of May', 'Monday the 9th May and Friday the 13th of May'],
    ['en', 'June 1 to 3, 2026', '1 June to 3 June 2026'],
    ['en', 'the last day of February 2029', 'the end of February 2029'],
    ['en', 'Christmas Eve', '24 December'],
    ['en', 'in August 2026, until the first Tuesday of September', 'in August 2026, until Tuesday 1 September 2026'],
    ['en', 'the end of the year', '31 December'],
    ['fr', 'huit heures moins le quart du soir', '19h45'],
    ['fr', "une heure et demie de l'après-midi", '13h30'],
    ['fr', "1 h 30 de l'après-midi", '13h30'],
    ['fr', 'une heure et demie', '90 minutes'],
    ['fr', 'dix heures moins vingt', '09h40'],
    ['fr', 'dans la quinzaine', 'dans 15 jours'],
    ['fr', 'une semaine sur deux', 'tous les 14 jours'],
    ['fr', 'une personne sur quatre', '25%'],
    ['fr', 'les 5, 12 et 26 février', 'les 5 février, 12 février et 26 février'],
    ['fr', '3 et 17/3/27', '3/3/27 et 17/3/27'],
    ['fr', '12 k€', '12000 €'],
    ['fr', 'le jour de Noël', 'le 25 décembre'],
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
