import { z } from 'zod';
import { ChannelError } from '../channel.js';
import { administrator } from '../kit/administrator.js';
import { cleanLine } from '../kit/clean.js';

/** An error as Graph answers it, and as a webhook tells it of a message that failed later. */
export const GraphError = z.looseObject({
  code: z.coerce.number(),
  error_subcode: z.coerce.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  error_user_msg: z.string().optional().catch(undefined),
  error_data: z
    .looseObject({ details: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  is_transient: z.boolean().optional().catch(undefined),
});
export type GraphError = z.infer<typeof GraphError>;

interface Fault {
  words: string;
  /** Seconds to wait at least before another try can help; absent: none will. */
  again?: number;
  /** No message of this account gets through. */
  ofAccount?: true;
}

const tooFast: Fault = { words: 'Meta takes no more messages for the moment', again: 30 };
const unavailable: Fault = { words: 'Meta has a fault of its own', again: 1 };
const closed: Fault = {
  words: 'The time for a free answer is over: the citizen wrote too long ago',
};
const noToken: Fault = { words: `${administrator} Meta takes the access token no more`, ofAccount: true };
const noRight: Fault = { words: `${administrator} the access token may not do this`, ofAccount: true };
const template = (words: string): Fault => ({ words: `The template was refused: ${words}` });

/**
 * What agents can make something of, by `code` or `code/subcode`.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes,
 * https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const FAULTS: Record<string, Fault> = {
  '0': noToken,
  '190': noToken,
  '3': noRight,
  '10': noRight,
  '200': noRight,
  '230': noRight,
  '1': unavailable,
  '2': unavailable,
  '1200': unavailable,
  '131000': unavailable,
  '131016': unavailable,
  '131057': unavailable,
  '133004': unavailable,
  '4': tooFast,
  '613': tooFast,
  '80006': tooFast,
  '80007': tooFast,
  '130429': tooFast,
  '131056': { words: 'Too many messages to this person in a short time', again: 10 },
  '131048': { words: 'Meta holds messages of this number back: too many people reported them', again: 3600 },
  '131047': closed,
  '10/2018278': closed,
  '10/2018065': closed,
  '10/2018108': { words: 'This person takes no messages from us' },
  '551': { words: 'This person takes no messages from us, or is no longer there' },
  '100/2018001': { words: 'There is no such person for this page' },
  '131026': { words: 'This number has no WhatsApp, or cannot get the message' },
  '131021': { words: 'This is our own number' },
  '131030': { words: `${administrator} a test number writes only to the numbers on its list` },
  '131031': { words: `${administrator} Meta has locked the account` },
  '368': { words: `${administrator} Meta has restricted the account` },
  '131042': { words: `${administrator} Meta cannot charge the account` },
  '131045': { words: `${administrator} the number is not registered` },
  '133010': { words: `${administrator} the number is not registered` },
  '131051': { words: 'Messages of this kind are not taken' },
  '131052': { words: 'The file could not be fetched' },
  '131053': { words: 'The file was not taken: its kind or size does not fit' },
  '4/2018109': { words: 'The file is too large' },
  '100/2018109': { words: 'The file is too large' },
  '100/2018047': { words: 'The file was not taken: its kind does not fit' },
  '131049': { words: 'Meta chose not to deliver it, to spare this person' },
  '131050': { words: 'This person takes no such messages any more' },
  '130472': { words: 'Meta did not deliver it: this person takes part in a trial' },
  '130497': { words: 'Meta does not let us write to this country' },
  '132000': template('the number of its values does not fit'),
  '132001': template('there is none of this name and language, or it is not approved'),
  '132005': template('its text becomes too long'),
  '132007': template('its words break the rules of WhatsApp'),
  '132012': template('a value does not fit its blank'),
  '132015': template('it is paused, as people complained'),
  '132016': template('it is disabled for good, as people complained'),
};

const known = ({ code, error_subcode }: GraphError): Fault | undefined =>
  FAULTS[`${code}/${error_subcode}`] ?? FAULTS[code] ?? (code > 200 && code < 300 ? noRight : undefined);

/** In words for an agent; Meta's own where we have none. */
export function reasonOf(error: GraphError): string {
  const own =
    error.error_data?.details ?? error.error_user_msg ?? error.message ?? error.title ?? 'Meta gave no reason';
  return `${known(error)?.words ?? cleanLine(own, 300).replace(/\.$/, '')} (${error.code}).`;
}

/** A refusal of Graph: with its code, as one of them has an answer. */
export class GraphRefusal extends ChannelError {
  constructor(
    readonly error: GraphError,
    status: number,
    afterSeconds: number | undefined,
  ) {
    const fault = known(error);
    const again = fault ? fault.again !== undefined : error.is_transient === true || status === 429 || status >= 500;
    const wait = Math.max(fault?.again ?? 0, afterSeconds ?? 0);
    super(reasonOf(error), again, false, {
      afterSeconds: again && wait > 0 ? wait : undefined,
      ofAccount: fault?.ofAccount,
    });
  }

  get isWindowClosed(): boolean {
    return known(this.error) === closed;
  }
}
