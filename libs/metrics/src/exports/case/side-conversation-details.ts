import type { SideConversation, SideMessage } from '@guichet/contracts';
import { archiveTexts } from './archive-texts.js';
import type { EntryFormats } from './entry-html.js';
import { addressOf } from './entry-title-and-head.js';
import { sideConversationTexts } from './archive-texts-of-side-conversations.js';

type Facts = (readonly [label: string, value: string | null | undefined])[];

/** The head of a side conversation: with whom it is, who started it, and how it stands. */
export function conversationFacts(
  { recipients, startedBy, state, since }: SideConversation,
  { language, moment }: EntryFormats,
): Facts {
  const { asked, startedBy: by, state: standing, states } = sideConversationTexts[language];
  return [
    [asked, recipients.map(addressOf).join(', ')],
    [by, startedBy],
    [standing, `${states[state]} (${moment(since)})`],
  ];
}

/** What a message of it is: one that was received, or one of ours. */
export const sideTitleOf = ({ direction }: SideMessage, { language }: EntryFormats): string =>
  direction === 'in' ? archiveTexts[language].received : sideConversationTexts[language].sent;

/** The head of a message of it: labels with their values, which may be empty. */
export function sideMessageFacts({ from, to, cc, delivery }: SideMessage, { language }: EntryFormats): Facts {
  const { label, delivery: states } = archiveTexts[language];
  return [
    [label.from, from && addressOf(from)],
    [label.to, to.map(addressOf).join(', ')],
    [label.cc, cc.map(addressOf).join(', ')],
    [label.delivery, delivery && states[delivery.status]],
  ];
}

/** Whether a message came from somebody who was not asked. */
export const isFromThirdParty = ({ flags }: SideMessage): boolean => flags.includes('third-party');
