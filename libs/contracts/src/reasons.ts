import { z } from 'zod';
import { type ReachReason } from './reach.js';

const unreachable: Record<ReachReason, string> = {
  'window-closed': 'The time for a free answer by this channel is over: an approved message is needed.',
  'never-wrote': 'By this channel only who has written to us gets a free answer.',
  'no-consent': 'This person does not want to be written to by this channel.',
  'last-failed': 'The last message to this address did not arrive.',
  'not-proved': 'Nobody has shown that this address is theirs: confirm it first.',
};

/**
 * What an agent can meet, where the code alone does not say enough. The list is closed so that a client can translate all
 * of it; `{{name}}` stands for what `data` holds by that name.
 */
export const reasons = {
  ...unreachable,
  'merged-into': '{{own}} was merged into {{reference}}: go on there.',
  'merged-away': '{{own}} was merged into another case: go on there.',
  'same-case': 'It is this very case.',
  'moved-on': 'Something was moved on since then: undo that first.',
  'undone-already': 'This was undone already.',
  'one-person': 'These are one person already.',
  'one-person-by-merge': 'These are one person: undo the merge first.',
  'person-merged': 'This person has just been merged with another one.',
  'not-kept-apart': 'Nobody has said that these are two.',
  'address-of': 'This is an address of {{name}}. If they are the same person, merge the two.',
  'address-taken': 'This address cannot be added here.',
  'vouched-for': 'A web site vouches for this: it cannot be taken from the person.',
  'no-address': 'This is neither a phone number nor a mail address.',
  'not-an-address': '{{address}} is not an address.',
  'own-address': '{{address}} is our own address.',
  'not-by-this-account': 'This account does not write to {{address}}.',
  'no-recipient': 'Nobody is known to answer to: name a recipient.',
  'one-recipient': 'This channel has one recipient.',
  'no-account': 'There is no channel account to answer by.',
  'nothing-sent': 'Nothing is sent by this channel: it is for writing down.',
  'nothing-written-down': 'Only calls, visits and letters are written down; by other channels one writes.',
  'no-template': 'There is no such approved message.',
  'wrong-blanks': 'It has {{count}} blanks to fill.',
  'empty-message': 'The message is empty.',
  'too-long': 'By this channel a message has {{max}} characters at most; this one has {{length}}.',
  'taken-back': 'This message was taken back.',
  'template-withdrawn': 'This template was withdrawn: choose another one.',
  'template-not-usable': 'No version of this template is approved and valid today in this language.',
  'template-unresolved': 'Something is still to be filled in: {{names}}.',
  'template-not-approvable': 'This version cannot be approved: {{count}} faults are to be mended first.',
  'template-value': '{{value}} is not a {{type}}.',
  'draft-changed': 'Somebody else has saved this draft meanwhile.',
  'template-too-large': 'With these values the template becomes too long.',
  'template-replaced': 'A later version of this template is approved: use that one.',
  'mandatory-deleted': 'Something that must be said was deleted: put it back, or remove the template.',
  'html-differs': 'The HTML does not say what the text says.',
  'answer-page-taken': 'This answerId is that of another answer.',
  'draft-open': 'A draft is being written already: finish that one first.',
  'version-not-open': 'This version can no longer be changed.',
  disclosure: 'Look at what the check found first.',
  'citizen-wrote': 'The citizen wrote before it left.',
  'rule-team-gone': '{{rule}}: this team is not there any more.',
  'rule-agent-gone': '{{rule}}: this agent is not there any more.',
  'rule-kind-gone': '{{rule}}: this kind of case is no longer used.',
  'rule-account-gone': '{{rule}}: this channel account is not there any more.',
  'rule-agent-elsewhere': '{{rule}}: {{name}} may not have cases of this team.',
  'rule-no-word': '{{rule}}: “{{word}}” is no word.',
  'rule-no-sender':
    '{{rule}}: “{{sender}}” is neither an address, nor a @domain, nor the beginning of a number as +33*.',
  'rule-act-twice': '{{rule}}: it decides the same thing twice.',
  'rule-twice': '{{rule}}: this rule is there twice.',
  'rules-changed': 'Somebody else has saved the rules meanwhile.',
  'no-such-team': 'There is no such team.',
  'no-such-kind': 'There is no such kind of case.',
  'overflow-to-itself': 'A queue does not overflow into itself.',
  'no-substitute': 'This agent cannot stand in.',
  'substitute-needed': 'Name who stands in.',
  'time-over': 'This time is over already.',
  'ends-before': 'It ends before it begins.',
  'still-to-come': 'This is still to come.',
  'never-opens': 'With these hours the team would never be open.',
  'day-twice': '{{date}} is there twice.',
  'not-a-calendar': 'This is not an iCalendar file.',
  'calendar-too-large': 'This calendar has too many days.',
  'saved-meanwhile': 'Somebody else has saved this meanwhile: look at what they changed first.',
} as const satisfies Record<string, string>;

export type Reason = keyof typeof reasons;
export const Reason = z.enum(Object.keys(reasons) as [Reason, ...Reason[]]);

/** In the words of the API. */
export const reasonWords = (reason: Reason, data: Record<string, unknown> = {}): string =>
  reasons[reason].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name]));
