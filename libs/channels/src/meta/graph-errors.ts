import { z } from 'zod';
import { ChannelError } from '../channel-error.js';
import { cleanLine } from '../kit/clean-text.js';
import { reason, type Code } from './texts.js';

/** An error as Graph returns it, and as a webhook reports it of a message that failed later. */
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
  text: Code;
  /** Seconds to wait at least before another attempt can succeed; absent: none will. */
  again?: number;
  /** No message of this account gets through. */
  ofAccount?: true;
}

const tooFast: Fault = { text: 'too-fast', again: 30 };
const unavailable: Fault = { text: 'unavailable', again: 1 };
const windowClosed: Fault = { text: 'window-closed' };
const tokenRefused: Fault = { text: 'token-refused', ofAccount: true };
const notPermitted: Fault = { text: 'not-permitted', ofAccount: true };
const notRegistered: Fault = { text: 'not-registered', ofAccount: true };
const personRefuses: Fault = { text: 'person-refuses' };

/**
 * What agents can act upon, by `code/subcode` or `code`.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes,
 * https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const FAULTS: Record<string, Fault> = {
  '0': tokenRefused,
  '190': tokenRefused,
  '3': notPermitted,
  '10': notPermitted,
  '200': notPermitted,
  '230': notPermitted,
  '1': unavailable,
  '2': unavailable,
  '1200': unavailable,
  '131000': unavailable,
  '131016': unavailable,
  '131057': unavailable,
  '133004': unavailable,
  '4': tooFast,
  '17': tooFast,
  '32': tooFast,
  '341': tooFast,
  '613': tooFast,
  '80006': tooFast,
  '80007': tooFast,
  '130429': tooFast,
  '131056': { text: 'too-fast-person', again: 10 },
  '131048': { text: 'reported', again: 3600 },
  '131047': windowClosed,
  '10/2018278': windowClosed,
  '10/2534022': windowClosed,
  '10/2018065': windowClosed,
  '10/2018108': personRefuses,
  // "This person isn't available right now": of the person, whatever permission the token has.
  '200/1545041': { text: 'person-unavailable' },
  '551': { text: 'person-unavailable' },
  '551/1545041': { text: 'person-unavailable' },
  '100/2018001': { text: 'person-unknown' },
  '100/2534014': { text: 'person-unknown' },
  '131026': { text: 'no-whatsapp' },
  '131021': { text: 'own-number' },
  '131030': { text: 'test-number' },
  '131031': { text: 'account-locked', ofAccount: true },
  '368': { text: 'account-restricted', ofAccount: true },
  '131042': { text: 'not-paid', ofAccount: true },
  '131005': { text: 'access-denied', ofAccount: true },
  '131037': { text: 'name-not-approved', ofAccount: true },
  '131045': notRegistered,
  '133010': notRegistered,
  '131051': { text: 'type-not-supported' },
  '131052': { text: 'file-not-fetched' },
  '131053': { text: 'file-refused' },
  '4/2018109': { text: 'file-too-large' },
  '100/2018109': { text: 'file-too-large' },
  '100/2018047': { text: 'file-type' },
  '131049': { text: 'spared' },
  '131050': { text: 'no-more-such' },
  '130472': { text: 'experiment' },
  '130497': { text: 'country-refused' },
  '132000': { text: 'template-values' },
  '132001': { text: 'template-missing' },
  '132005': { text: 'template-too-long' },
  '132007': { text: 'template-rules' },
  '132012': { text: 'template-value' },
  '132015': { text: 'template-paused' },
  '132016': { text: 'template-disabled' },
};

const faultOf = ({ code, error_subcode }: GraphError): Fault | undefined =>
  FAULTS[`${code}/${error_subcode}`] ?? FAULTS[code] ?? (code > 200 && code < 300 ? notPermitted : undefined);

/** Why Graph refused, with its code; its own words where we have no text for it. */
export function reasonOf(error: GraphError): string {
  const { code, error_data, error_user_msg, message, title } = error;
  const fault = faultOf(error);
  if (fault) return reason(fault.text, { code });
  const said = error_data?.details ?? error_user_msg ?? message ?? title;
  return said ? reason('said', { said: cleanLine(said, 300).replace(/\.$/, ''), code }) : reason('no-reason');
}

/** No message of this account gets through, whatever is sent. */
export const isOfAccount = (error: GraphError): boolean => faultOf(error)?.ofAccount ?? false;

/** A refusal of Graph, with its code: after some of them something else can be sent. */
export class GraphRefusal extends ChannelError {
  constructor(
    readonly error: GraphError,
    status: number,
    afterSeconds: number | undefined,
  ) {
    const fault = faultOf(error);
    const retryable = fault
      ? fault.again !== undefined
      : error.is_transient === true || status === 429 || status >= 500;
    const wait = Math.max(fault?.again ?? 0, afterSeconds ?? 0);
    super(reasonOf(error), {
      retryable,
      afterSeconds: retryable && wait > 0 ? wait : undefined,
      isAccountFault: fault?.ofAccount,
    });
  }

  get isWindowClosed(): boolean {
    return faultOf(this.error) === windowClosed;
  }
}
