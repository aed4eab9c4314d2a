import { z } from 'zod';

/** Something unusual about a message that the agent should know. The console has its own words for each. */
export const OwnFlag = z.enum([
  'automatic', // an auto-reply, a list or bulk mail, a no-reply sender
  'third-party', // sent by somebody who was not part of the case
  'several-senders',
  'no-sender',
  'date-odd', // the claimed date is before 1970 or in the future
  'text-only-fallback', // the HTML was too large or too deep to be shown safely
  'parts-hidden', // the message has more parts than are shown (`hiddenParts`); the original has them all
  'text-differs', // the text and the HTML version say different things
  'outlook-only', // Outlook has packed its files into a `winmail.dat`, which is damaged; what could be read is shown
  'encrypted',
  'signed',
  'recorded', // recorded by an agent: a call, a visit, a letter
  'others-address', // recorded with an address that is known as that of somebody else than the citizen
  'sender-uncertain', // by a number that two people use, of whom either may have written it
  'public', // the citizen wrote where everybody can read it
  'continued', // a copy of what the citizen has not seen, sent by another channel
  'survey', // the survey sent after a case was closed
  'survey-response', // nothing but a score, by which the citizen responds to the survey; nobody has to act on it
  'acknowledgement', // sent by itself for what a citizen had sent; nobody has answered yet
  'unreadable', // taken from the quarantine by an agent, because it could not be read; its original is attached
  'imported', // from the history of a mailbox: no timer runs for it and no figure counts it
  'sent-elsewhere', // a colleague sent it from the mailbox by another program
  'not-shown', // content of a kind that we cannot show; the text says what it was
]);

export type OwnFlag = z.infer<typeof OwnFlag>;

/** What is said of a message: in the console's own words, or by a code of its channel's texts (see `reasonText`). */
export const Flag = z.union([OwnFlag, z.templateLiteral([z.string(), '.', z.string()])]);
export type Flag = z.infer<typeof Flag>;
