import { z } from 'zod';

/** Something unusual that the agent should know about a message. */
/** What the console says of a message in its own words. */
export const OwnFlag = z.enum([
  'automatic', // an auto-reply, a list or bulk mail, a no-reply sender
  'third-party', // sent by somebody who was not part of the case
  'several-senders',
  'no-sender',
  'date-odd', // the claimed date is before 1970 or in the future
  'text-only-fallback', // the HTML was too large or too deep to be shown safely
  'parts-hidden', // beyond a cap: see `hiddenParts`, the original has them all
  'text-differs', // the text and the HTML version say different things
  'encrypted',
  'signed',
  'recorded', // written down by an agent: a call, a visit, a letter
  'public', // the citizen wrote where everybody can read it
  'continued', // a copy by another channel of what the citizen has not seen
  'survey', // asks how it went
  'not-shown', // of a kind that we cannot show: the words say what it was
]);

export type OwnFlag = z.infer<typeof OwnFlag>;

/** What is said of a message: in the console's own words, or by a code of its channel's texts (see `reasonText`). */
export const Flag = z.union([OwnFlag, z.templateLiteral([z.string(), '.', z.string()])]);
export type Flag = z.infer<typeof Flag>;
