import { z } from 'zod';
import { type UnreachableReason } from './reply-routes.js';

const unreachable: Record<UnreachableReason, string> = {
  'window-closed': 'The period for free-form replies on this channel is over. Choose an approved message.',
  'never-wrote': 'On this channel you can only write freely to people who have written to us.',
  'no-consent': 'This person has asked not to be contacted on this channel.',
  'last-failed': 'The last message to this address was not delivered.',
  'not-proved': 'This address has not been verified. Confirm it first.',
};

/**
 * What an agent can meet, where the code alone does not say enough. The list is closed so that a client can translate all
 * of it; `{{name}}` stands for what `data` holds by that name.
 */
export const reasons = {
  ...unreachable,
  'merged-into': '{{own}} was merged into {{reference}}. Continue there.',
  'merged-away': '{{own}} was merged into another case. Continue there.',
  'same-case': 'This is the same case.',
  'moved-on': 'Some of it has been moved again since. Undo that move first.',
  'undone-already': 'This has already been undone.',
  'one-person': 'These are already the same person.',
  'one-person-by-merge': 'These were merged into one person. Undo the merge first.',
  'person-merged': 'This person has just been merged with another.',
  'not-kept-apart': 'These two are not marked as different people.',
  'address-of': 'This address belongs to {{name}}. If they are the same person, merge the two.',
  'address-taken': 'This address cannot be added here.',
  'vouched-for': 'This identity is confirmed by a website and cannot be removed.',
  'no-address': 'This is neither a phone number nor an email address.',
  'not-an-address': '{{address}} is not a valid address.',
  'own-address': '{{address}} is one of our own addresses.',
  'not-by-this-account': 'This account cannot write to {{address}}.',
  'no-recipient': 'There is no known recipient. Enter one.',
  'one-recipient': 'This channel allows only one recipient.',
  'no-account': 'No channel account is available to reply.',
  'nothing-sent': 'This channel does not send messages. It only records contacts.',
  'nothing-written-down': 'Only calls, visits and letters are recorded.',
  'no-template': 'This approved message no longer exists.',
  'wrong-blanks': 'This message has {{count}} fields to fill in.',
  'empty-message': 'The message is empty.',
  'too-long': 'A message on this channel can have {{max}} characters at most; this one has {{length}}.',
  'taken-back': 'This message has been canceled.',
  'template-withdrawn': 'This template has been withdrawn. Choose another one.',
  'template-not-usable': 'No version of this template is approved and valid today in this language.',
  'template-unresolved': 'Still to fill in: {{names}}.',
  'template-not-approvable': 'This version cannot be approved: {{count}} problems must be corrected first.',
  'template-value': '“{{value}}” is not {{type}}.',
  'draft-changed': 'Someone else has saved this draft in the meantime.',
  'template-too-large': 'With these values, the text is too long.',
  'template-replaced': 'A later version of this template has been approved. Use that one.',
  'mandatory-deleted': 'A mandatory passage has been deleted. Put it back, or remove the template.',
  'html-differs': 'The formatted text differs from the plain text.',
  'reply-page-taken': 'The secure page of this reply belongs to another one. Insert the template again.',
  'draft-open': 'There is already an open draft. Finish it first.',
  'version-not-open': 'This version can no longer be changed.',
  disclosure: 'Review the points found by the check first.',
  'citizen-wrote': 'The citizen wrote before the message was sent.',
  'rule-team-gone': '{{rule}}: this team no longer exists.',
  'rule-agent-gone': '{{rule}}: this agent is no longer active.',
  'rule-case-type-gone': '{{rule}}: this case type is no longer used.',
  'rule-account-gone': '{{rule}}: this channel account no longer exists.',
  'rule-agent-elsewhere': '{{rule}}: {{name}} cannot receive cases of this team.',
  'rule-no-word': '{{rule}}: “{{word}}” is not a word.',
  'rule-no-sender': '{{rule}}: “{{sender}}” is not an address, a @domain or the beginning of a number such as +33*.',
  'rule-act-twice': '{{rule}}: the same action is set twice.',
  'rule-twice': '{{rule}}: this rule appears twice.',
  'rules-changed': 'Someone else has saved the rules in the meantime.',
  'no-such-team': 'This team does not exist.',
  'no-such-case-type': 'This case type does not exist.',
  'overflow-to-itself': 'A queue cannot overflow into itself.',
  'no-substitute': 'This agent cannot be the substitute.',
  'substitute-needed': 'Choose a substitute.',
  'time-over': 'This date has already passed.',
  'ends-before': 'The end is before the beginning.',
  'still-to-come': 'This date is in the future.',
  'never-opens': 'With these hours, the team would never be open.',
  'day-twice': '{{date}} appears twice.',
  'not-a-calendar': 'This is not an iCalendar file.',
  'calendar-too-large': 'This calendar has too many days.',
  'saved-meanwhile': 'Someone else has saved changes in the meantime. Look at them first.',
  'file-empty': 'The file is empty.',
  'file-too-large': 'A file may be {{megabytes}} MB at most.',
  'no-files-here': 'This channel does not take files.',
  'too-many-files': 'At most {{max}} files can be sent at once.',
  'files-too-large': 'All files together may be {{megabytes}} MB at most.',
  'no-such-upload': 'This file is no longer available: attach it again.',
  'team-needed': 'Create a team first.',
  'password-needed': 'Enter the password again: the server or the user changed.',
  'address-in-use': '{{address}} already belongs to the account {{name}}.',
} as const satisfies Record<string, string>;

export type Reason = keyof typeof reasons;
export const Reason = z.enum(Object.keys(reasons) as [Reason, ...Reason[]]);

/** In the words of the API. */
export const reasonWords = (reason: Reason, data: Record<string, unknown> = {}): string =>
  reasons[reason].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name]));
