/** Asking citizens how it went. */
export const surveys = {
  title: 'Satisfaction',
  lead: 'After a case is closed, its citizen can be asked once how it went, by the channel that they wrote by. Answers are anonymous: they lead to no person and no case.',
  failed: 'The settings of the survey could not be loaded',
  who: 'Who is asked',
  active: 'Ask how it went',
  activeHint: '“Overall, how did it go?”, in the words of the State’s own survey, so that figures can be compared.',
  channels: 'Only by these channels',
  channelsHint: 'Empty: by every channel.',
  exceptKinds: 'Never about these kinds of case',
  confidential: 'Also about cases of confidential teams',
  confidentialHint: 'The message names the reference of the case only, but it does say that there was one.',
  when: 'When',
  delayHours: 'Hours after the case was closed',
  delayHint:
    'Earlier where the channel closes before, as WhatsApp does after 24 hours. A case that is open again is not asked about.',
  pauseDays: 'Days before anybody is asked again',
  pauseHint: 'Whatever the case: nobody wants to be asked every week.',
};
