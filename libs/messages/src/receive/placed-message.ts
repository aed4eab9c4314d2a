import type { ParsedMessage } from './parsed-message.js';
import type { SurveyReply } from './survey-replies.js';
import type { Thread } from './threading.js';

/** A message and the case that it belongs to, which may be a new one. */
export interface PlacedMessage {
  item: ParsedMessage;
  thread: Thread;
  caseId: string;
  /** The external ids of messages to which it refers and which have not come. */
  awaits?: readonly string[];
  /** The restricted case that the case which it opens must be as restricted as. */
  restrictedBy?: string | undefined;
  /** It responds to a survey. */
  surveyReply?: SurveyReply | null;
}
