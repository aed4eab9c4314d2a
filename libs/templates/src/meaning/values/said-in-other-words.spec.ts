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
    ['The library shuts at one on Christmas Eve.', 'Xmas Eve: library shuts 1pm.'],
    ['The tip is open seven days a week from 8 a.m. to 6 p.m.', 'Tip: daily 8am-6pm.'],
    ['The tip is open from 8 a.m. to 6 p.m., and until eight on Thursdays.', 'Tip 0800–1800, Thu to 2000.'],
    ['Children under the age of ten must be accompanied.', 'Kids aged 9 or younger must be accompanied.'],
    ['Groups of fewer than eight need no booking. Eight or more should ring.', 'Groups up to 7: no booking. 8+: ring.'],
    ['Uncover both lids before the visit.', 'Uncover 2 lids before the visit.'],
    ['The licence runs from 1 January 2027 to 31 December 2027.', 'Licence: calendar year 2027 (1/1–31/12).'],
    ['The value is on page two of the certificate.', 'Value: p.2 of the certificate.'],
    ['It will take place on the 21st of August 2026.', 'Confirmed for 21-Aug-2026.'],
    ['You can reach them at any hour.', 'Reach them 24 hrs.'],
    ['You asked about the May poll. Register to vote on 7 May 2026.', 'Register to vote on 7/5/26.'],
    ['You must be registered for the May poll.', 'May poll: you must be registered, and may be abroad.'],
    [
      'It is shut on Mondays and Tuesdays. On the other five days it opens at ten.',
      'Open Wed to Sun from 10am. Closed Mon/Tue.',
    ],
    ['You have 1,140 hours of funded early learning.', 'You have 1,140 funded early learning hrs.'],
    ['Fewer than five dogs may be walked. Five or more cost a penalty.', '4 dogs at most. 5+ cost a penalty.'],
    ['It is on Tuesday 6 October 2026. Ring by the Friday before.', 'It is on Tue 6/10/26. Ring by Fri 2/10.'],
    ['Primary 2 to Primary 7 are back on 19 August; Primary 1 on 20 August.', 'P2-P7 back 19 Aug, P1s 20 Aug.'],
    ['The stone may be up to ninety centimetres high and sixty wide.', 'Stone: max 0.9 m high x 0.6 m wide.'],
    ['A household is entitled to one 180-litre bin.', '1 x 180L bin per household.'],
    ['It begins at 6.30 in the evening. Sign in by 6.15.', 'It begins 1830 hrs. Sign in by 1815.'],
    ['Bids have to be in before midnight on Sunday.', 'Bids in by 11.59pm Sun.'],
    ['Lifeguards are there from 1 July to 31 August.', 'Lifeguards throughout July & Aug.'],
    ['Call (807) 555-0142, extension 3, before four o’clock.', 'Call 807.555.0142 x3 before 4 p.m.'],
    ['Enrolment begins on Monday 12 January 2026 and ends on the Friday of that week.', 'Enrol 12-16 Jan 2026.'],
    [
      'You have 1,140 funded hours a year, over thirty-eight weeks of the year.',
      'You have 1,140 funded hrs/yr, 38 wks/yr.',
    ],
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
    ['The tip is open six days a week from 8 a.m. to 6 p.m.', 'Tip: daily 8am-6pm.'],
    ['The tip is open from 8 a.m. to 6 p.m., and until eight on Thursdays.', 'Tip 0800–1800, Thu to 2100.'],
    ['Children under the age of ten must be accompanied.', 'Kids aged 8 or younger must be accompanied.'],
    ['Groups of fewer than eight need no booking. Eight or more should ring.', 'Groups up to 6: no booking. 8+: ring.'],
    ['Groups of fewer than eight need no booking. Eight or more should ring.', 'Groups up to 8: no booking. 7+: ring.'],
    ['Uncover both lids before the visit.', 'Uncover 3 lids before the visit.'],
    ['The licence runs from 1 January 2027 to 31 December 2027.', 'Licence: calendar year 2028 (1/1–31/12).'],
    ['The value is on page two of the certificate.', 'Value: p.3 of the certificate.'],
    ['You asked about the June poll. Register to vote on 7 May 2026.', 'Register to vote on 7/5/26.'],
    ['It is shut on Mondays and Tuesdays. On the other four days it opens at ten.', 'Open from 10am. Closed Mon/Tue.'],
    ['You have 1,140 hours of funded early learning.', 'You have 1,160 funded early learning hrs.'],
    ['Fewer than five dogs may be walked. Five or more cost a penalty.', '3 dogs at most. 5+ cost a penalty.'],
    ['It is on Tuesday 6 October 2026. Ring by the Friday before.', 'It is on Tue 6/10/26. Ring by Thu 1/10.'],
    ['Primary 2 to Primary 7 are back on 19 August; Primary 1 on 20 August.', 'P2-P6 back 19 Aug, P1s 20 Aug.'],
    ['The stone may be up to ninety centimetres high and sixty wide.', 'Stone: max 0.9 m high x 0.7 m wide.'],
    ['A household is entitled to one 180-litre bin.', '1 x 240L bin per household.'],
    ['It begins at 6.30 in the evening. Sign in by 6.15.', 'It begins 1830 hrs. Sign in by 1845.'],
    ['Bids have to be in before midnight on Sunday.', 'Bids in by 10.59pm Sun.'],
    ['Lifeguards are there from 1 July to 31 August.', 'Lifeguards throughout June & July.'],
    ['Lifeguards are there from 1 July to 20 August.', 'Lifeguards throughout July & Aug.'],
    ['Call (807) 555-0142, extension 3, before four o’clock.', 'Call 807.555.0142 x4 before 4 p.m.'],
    ['Enrolment begins on Monday 12 January 2026 and ends on the Friday of that week.', 'Enrol 12-15 Jan 2026.'],
  ])('are not the same: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('refused'));

  it('are the same in French', () => {
    expect(verdictOn('Le dossier est à fournir en double exemplaire.', 'Dossier à fournir en 2 exemplaires.', 'fr')).not.toBe('refused'); // prettier-ignore
  });
});

describe('values that follow from what both wordings say', () => {
  it.each([
    ['The charge is £70, reduced by half if you pay within 14 days.', 'Pay £70, or £35 within 14 days.'],
    ['Residents pay £1,250; for others the charge is doubled.', '£1,250 residents, £2,500 others.'],
    [
      'You owe £1,640.50. It can be paid in ten equal instalments.',
      'You owe £1,640.50, payable in 10 instalments of £164.05.',
    ],
    ['We return £208 in two equal payments.', 'We return £208: £104 and £104.'],
    ['The fee is £360, half that for people on income support.', 'Fee £360, on income support £180.'],
    [
      'Swimming is from half past seven to nine in the evening. The last are let in thirty minutes before the end.',
      'Swimming 19:30-21:00, last entry 20:30.',
    ],
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
    ['It is collected from the start of April to the end of October.', 'Collected Apr-Oct.'], // prettier-ignore
    ['Your permit is approved, provided that the work is done by our contractor and before May.', 'Permit approved on 2 conditions: our contractor, before May.'], // prettier-ignore
  ])('are asked about: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('warned'));

  it.each([
    ['The visit moves from Monday 8 June 2026 to the following day.', 'Visit moved: not Mon 8/6/26 but Wed 10/6/26.'],
    ['Send notice a fortnight before 21 November 2026.', 'Notice by 8/11/26 for 21/11/26.'],
    ['Confirm at {{ reply_link }}; if you need help call {{ service_phone }}.', 'Confirm: {{ service_phone }}. Help: {{ reply_link }}'], // prettier-ignore
    ['Pay within fourteen days.', 'Pay at https://pay.example.org within 14 days.'],
  ])('are refused where they do not: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('refused'));
});

describe('values that only look as if they followed', () => {
  it.each([
    ['10 May: hall closed. 12 May: pool closed.', '10 May: pool closed. 12 May: hall closed.'],
    ['£20: adults. £35: families.', '£20: families. £35: adults.'],
    ['Books are lent for twenty-one days and films for seven.', 'Books 21 days, films 7 weeks.'],
    ['Please come to room 12.', 'Please come within 12 days.'],
    ['Groups of 6. Answer within 3 weeks.', 'Groups of 3. Answer within 6 weeks.'],
    ['The train leaves at 16:20 and arrives at 17:40.', 'Train leaves 1740 and arrives 1620.'],
    ['The permit is valid until 2030.', 'The permit is valid until 8.30pm.'],
    ['Bus F4 runs from 4 May until 4 June.', 'Bus U4 runs from 4 May until 4 June.'],
    ['The St George’s Day Centre is open.', 'The Centre is open on 23 April.'],
    ['Your sort code is 11-11-25.', 'Your code is of 11 November 2025.'],
    ['You may use ten of those months.', 'You may use 10 minutes.'],
    ['The closure moves to the end of June.', 'The closure moved to 3 June.'],
    ['We are closed from Monday 4 May to Friday 8 May.', 'Closed Mon 4 May to Fri 9 May.'],
    ['It is on 5 May. Return the keys the day after.', 'It is on 5 May. Return the keys on 4 May.'],
    ['For 2 adults and 2 children.', 'For 2 adults and 5 children.'],
    [
      'There are 16 seats and one wheelchair. Two drivers must come.',
      '16 seats + 2 wheelchairs. Two drivers must come.',
    ],
    ['Appeals must be lodged on or before 31 July 2026.', 'Lodge appeals by 30.7.26 at latest.'],
    ['Bring 2 photographs and a form.', 'Bring 3 photographs and a form.'],
    ['Send one photo and a form.', 'Send 3 photos and a form.'],
    ['The course is in a room.', 'The course is in room 214.'],
    ['Send notice a fortnight before 21 November 2026.', 'Send notice by 5/12/26, event 21/11/26.'],
    ['Residents pay £1,250; for others the charge is doubled.', '£1,250 residents, £3,750 others.'],
    ['We return £208 in two equal payments.', 'We return £208: £52 and £156.'],
    [
      'You owe £1,640.50. It can be paid in ten equal instalments.',
      'You owe £1,640.50, payable in 10 instalments of £146.05.',
    ],
    ['Two adults pay £208 for a boat.', 'Two adults pay £208 for a boat, £104 for a canoe.'],
    ['Appeal within 14 days. The course runs from 1 May to 15 May.', 'Appeal. Course 1 May to 15 May.'],
    ['Pay within two days. We collect.', 'Pay. Collection on Mondays and Fridays.'],
  ])('are refused: %s / %s', (full, short) => expect(verdictOn(full, short)).toBe('refused'));

  it.each([
    ['The gym is open from 7am to 9pm. Classes start at 9.', 'Gym 7am-9pm. Classes start at 7.'],
    ['One third of the cost falls on you and two thirds on us.', 'You pay 2/3, we pay 1/3.'],
    ['Junior group Under 12, senior group Under 16.', 'Junior group U16, senior group U12.'],
  ])('are asked about at least: %s / %s', (full, short) => expect(verdictOn(full, short)).not.toBe('approved'));

  it('are none in French either', () => {
    for (const [full, short] of [
      ['Vous avez le guichet 15.', 'Vous avez 15 jours.'],
      ['Rendez-vous avec Mme Toussaint.', 'Rendez-vous le 1er novembre.'],
      ['Le dossier 11-11-25 est clos.', 'Le dossier du 11 novembre 2025 est clos.'],
      ['La salle D4 est ouverte du 4 au 9 mai.', 'La salle A9 est ouverte du 4 au 9 mai.'],
    ] as const)
      expect([full, verdictOn(full, short, 'fr')]).toEqual([full, 'refused']);
  });
});
