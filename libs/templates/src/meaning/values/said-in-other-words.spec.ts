import type { Language } from '@guichet/contracts';
import { TemplateContent } from '@guichet/contracts';
import { checkMeaning } from '../../facts/check-meaning.js';

const verdictOn = (full: string, short: string, language: Language = 'en') => {
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full, short }] });
  const severities = checkMeaning(content, { language, sourceLanguage: language }).map(({ severity }) => severity);
  return severities.includes('error') ? 'refused' : severities.includes('warning') ? 'warned' : 'approved';
};

describe('values that one wording says in digits and the other in words', () => {
  it.each([
    ['We have registered your application for Primary One.', 'Your P1 application is registered.'],
    ['Hurling is for under-twelves.', 'Hurling: U12.'],
    ['The stone failed our test on 2nd February 2026.', 'The stone failed our test on 2 Feb 26 & is flat.'],
    ['The stone failed on the eleventh of November 2025.', 'The stone failed on 11-11-25.'],
    ['It opens at seven in the morning and closes at ten at night.', 'Open 7am–10pm. Still there at 10?'],
    ['Everything may be renewed twice.', 'Everything is renewable 2x.'],
    ['It is for children aged five to eleven.', 'Ages 5–11: for children.'],
    ['The line is staffed day and night.', '24-hr line.'],
    ['You may use no more than ten of those hours on any one day.', 'Max 10 hrs on any one day.'],
    ['Books are lent for twenty-one days and films for seven.', 'Books 21 days, films 7 days.'],
    ['Call 0117 496 0920, extension 44.', 'Call 01174960920 x44.'],
    ['Call 0161 496 0733 at least six weeks before.', 'Call 0161-4960733 6+ weeks before.'],
    ['You must swim 50 metres in one minute.', 'Swim 50 m in 60 secs.'],
    ['Hand in drawings in triplicate.', 'Hand in 3 copies of drawings.'],
    ['The works begin in March 2026.', 'Works begin 03/2026.'],
    ['Training is on Mondays, five to seven in the evening.', 'Training: Mon 5-7pm.'],
    ['The bus leaves at 7.35 in the morning.', 'Bus leaves 0735.'],
    ['Parking is free between six in the evening and eight in the morning.', 'Free parking 1800-0800.'],
    ['Winners are told on St David’s Day.', 'Winners told 1 March.'],
    ['Council tax for 2026/27 is due.', 'Council tax 26/27 is due.'],
    ['Records from before 2015 are kept elsewhere.', 'Pre-2015 records are kept elsewhere.'],
    ['Printing costs fifty cents, colour one dollar.', 'Printing $0.50, colour $1.'],
    ['The rent is one hundred and seventy-two dollars a week.', 'Rent: $172 p.w.'],
    ['You owe one thousand, eight hundred and forty pounds.', 'You owe £1,840.'],
    ['You are thirty-seventh on the list.', 'You’re 37th on the list.'],
    ['Each hour costs a pound.', 'Each hour: £1.'],
    ['The hedge is cut to two metres by 5 May.', 'Hedge cut to 200 cm by 5 May.'],
  ])('are the same: %s / %s', (full, short) => expect(verdictOn(full, short)).not.toBe('refused'));

  it.each([
    ['We have registered your application for Primary One.', 'Your P2 application is registered.'],
    ['It opens at seven in the morning and closes at ten at night.', 'Open 7am–10pm. Still there at 11?'],
    ['You may use no more than ten of those hours on any one day.', 'Max 12 hrs on any one day.'],
    ['Books are lent for twenty-one days and films for seven.', 'Books 21 days, films 8 days.'],
    ['The bus leaves at 7.35 in the morning.', 'Bus leaves 0745.'],
    ['Winners are told on St David’s Day.', 'Winners told 2 March.'],
    ['Printing costs fifty cents, colour one dollar.', 'Printing $0.60, colour $1.'],
    ['A charge of 15p a day applies.', '£15 a day applies.'],
  ])('are not the same: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('refused'));

  it('are the same in French', () => {
    expect(verdictOn('La salle est fermée à la Toussaint.', 'Salle fermée le 1er novembre.', 'fr')).not.toBe('refused');
    expect(verdictOn('Le dossier est à fournir en double exemplaire.', 'Dossier à fournir en 2 exemplaires.', 'fr')).not.toBe('refused'); // prettier-ignore
  });
});

describe('values that follow from what both wordings say', () => {
  it.each([
    ['The charge is £70, reduced by half if you pay within 14 days.', 'Pay £70, or £35 within 14 days.'],
    ['Residents pay £1,250; for others the charge is doubled.', '£1,250 residents, £2,500 others.'],
    ['The wedding is on 21 November 2026. Send notice a fortnight before, that is on 7 November 2026.', 'Wedding 21/11/26. Notice on 7/11/26.'], // prettier-ignore
    ['The visit moves from Monday 8 June 2026 to the following day.', 'Visit moved: not Mon 8/6/26 but Tues 9/6/26.'],
    [
      'We are shut until Monday, 6 April 2026. We open again on the Tuesday.',
      'Shut to Mon 6 April 2026, back Tue 7 April.',
    ],
    [
      'The shop is open Wednesday to Sunday and shut on the first two days of the week.',
      'Open Wed-Sun, shut Mon + Tue.',
    ],
    ['It is collected from the start of April to the end of October, and not in the other months.', 'Collected Apr-Oct; none Nov-March.'], // prettier-ignore
    ['A third of the seats are kept for young people: eight out of twenty-four.', '8 of 24 seats (1/3) are kept for young people.'], // prettier-ignore
    [
      'A booking for fewer than ten is moved, and from ten you keep the hall.',
      '9 or less: moved; 10+: you keep the hall.',
    ],
    ['Your permit is approved, provided that the work is done by our contractor and before May.', 'Permit approved on 2 conditions: our contractor, before May.'], // prettier-ignore
  ])('are asked about: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('warned'));

  it.each([
    ['The visit moves from Monday 8 June 2026 to the following day.', 'Visit moved: not Mon 8/6/26 but Wed 10/6/26.'],
    ['Send notice a fortnight before 21 November 2026.', 'Notice by 8/11/26 for 21/11/26.'],
    ['Confirm at {{ reply_link }}; if you need help call {{ service_phone }}.', 'Confirm: {{ service_phone }}. Help: {{ reply_link }}'], // prettier-ignore
    ['Pay within fourteen days.', 'Pay at https://pay.example.org within 14 days.'],
  ])('are refused where they do not: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('refused'));
});
