import { ChannelError } from '../channel.js';
import { cleanLine } from '../kit/clean.js';
import { reasonOf } from './reports.js';

/** What nodemailer, imapflow and Node's sockets tell of a failure. */
interface Fault {
  code?: string;
  originalCode?: string;
  cause?: { code?: string };
  message?: string;
  /** nodemailer: the reply; imapflow: the parsed response. */
  response?: unknown;
  responseCode?: number;
  responseText?: string;
  authenticationFailed?: boolean;
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  EDNS: 'the name could not be looked up',
  ETIMEDOUT: 'it does not answer in time',
  ETIMEOUT: 'it does not answer in time',
  CONNECT_TIMEOUT: 'it does not answer in time',
  GREETING_TIMEOUT: 'it does not answer in time',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ECONNRESET: 'it closed the connection',
  ECONNECTION: 'it closed the connection',
  EPIPE: 'it closed the connection',
  NoConnection: 'it closed the connection',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port',
  ETLS: 'encryption could not be agreed',
};

/** A failure in words for an agent: what, where and why; the server's own words where it had some. */
export function faultWords(error: unknown, server: string): string {
  const fault = error as Fault;
  if (isSignIn(fault)) return `${server} refuses the user or the password.`;
  const said = cleanLine(typeof fault.response === 'string' ? fault.response : (fault.responseText ?? ''), 300);
  if (said) return reasonIn(said);
  const code = [fault.originalCode, fault.cause?.code, fault.code].find((each) => each !== undefined && each in WORDS);
  const words = /wrong version number|packet length too long/i.test(fault.message ?? '')
    ? WORDS.ERR_SSL_WRONG_VERSION_NUMBER
    : code && WORDS[code];
  return words
    ? `${server} cannot be reached: ${words}.`
    : `${server}: ${cleanLine(fault.message ?? 'unknown fault', 300)}`;
}

export const isSignIn = (error: unknown): boolean => {
  const { code, authenticationFailed, responseCode } = error as Fault;
  return (
    authenticationFailed === true || ((code === 'EAUTH' || code === 'ENOAUTH') && !(responseCode && responseCode < 500))
  );
};

/** `550 5.1.1 <a@b.org>: no such user` → "no such mailbox (5.1.1): 550 …". */
function reasonIn(response: string): string {
  const code = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const words = reasonOf(code, undefined);
  return words && !words.startsWith('status') ? `${words}: ${response}` : response;
}

/**
 * Whether sending again can help: RFC 5321 § 4.2.1 makes 4yz temporary and 5yz final; without a reply it is the network.
 * A refused password is retried, as it is the account's fault and not the message's. `sentAll`: the whole message had
 * been handed over when the connection was lost.
 */
export function deliveryError(error: unknown, server: string, sentAll: boolean): ChannelError {
  if (error instanceof ChannelError) return error;
  const { responseCode, code } = error as Fault;
  const words = faultWords(error, server);
  if (isSignIn(error) || code === 'EAUTH') return new ChannelError(words, true, false, { cause: error });
  if (responseCode) return new ChannelError(words, responseCode < 500 || responseCode === 503, false, { cause: error });
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new ChannelError(words, false, false, { cause: error });
  return new ChannelError(sentAll ? `${words} The message may have been taken.` : words, true, sentAll, {
    cause: error,
  });
}
