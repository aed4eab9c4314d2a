import { ChannelError } from '../channel-error.js';
import { cleanLine } from '../kit/clean-text.js';
import { statusReason } from './smtp-status-reasons.js';
import { reason, type Code } from './texts.js';

/** The fields of the errors of nodemailer, imapflow and Node's sockets. */
interface Fault {
  code?: string;
  originalCode?: string;
  cause?: { code?: string };
  message?: string;
  /** For nodemailer, the response as text; for imapflow, the parsed response. */
  response?: unknown;
  responseCode?: number;
  responseText?: string;
  authenticationFailed?: boolean;
  /** For nodemailer, the command that was refused. */
  command?: string;
}

const CAUSES: Record<string, Code> = {
  ECONNREFUSED: 'nothing-listens',
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-not-found',
  EDNS: 'name-not-found',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ECONNRESET: 'closed',
  ECONNECTION: 'closed',
  EPIPE: 'closed',
  NoConnection: 'closed',
  CERT_HAS_EXPIRED: 'certificate-expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no-tls',
  ETLS: 'encryption-failed',
};

/**
 * Returns the reason why a connection to `server` failed, with the text of the server's response where there is one.
 */
export function reasonOfFault(error: unknown, server: string): string {
  const fault = error as Fault;
  if (isSignIn(fault)) return reason('sign-in-refused', { server });
  const said = cleanLine(typeof fault.response === 'string' ? fault.response : (fault.responseText ?? ''), 300);
  if (said) return reasonIn(said);
  const cause = causeOf(fault);
  return cause
    ? reason('unreachable', { server, because: reason(cause) })
    : reason('server-fault', { server, said: cleanLine(fault.message ?? '?', 300) });
}

function causeOf({ code, originalCode, cause, message = '' }: Fault): Code | undefined {
  if (/wrong version number|packet length too long/i.test(message)) return 'no-tls';
  const known = [originalCode, cause?.code, code].find((each) => each !== undefined && each in CAUSES);
  return known === undefined ? undefined : CAUSES[known];
}

export const isSignIn = (error: unknown): boolean => {
  if (error instanceof ChannelError) return error.isAccountFault;
  const { code, authenticationFailed, responseCode } = error as Fault;
  return (
    authenticationFailed === true || ((code === 'EAUTH' || code === 'ENOAUTH') && !(responseCode && responseCode < 500))
  );
};

/**
 * Explains a response such as `550 5.1.1 <a@b.org>: no such user`: the meaning of its status code, then the server's
 * text.
 */
function reasonIn(response: string): string {
  const code = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const because = code && statusReason(code, response);
  return because ? reason('with-detail', { because, said: response }) : response;
}

/**
 * Returns the error of a failed delivery, which says whether it can be tried again: 4yz codes are temporary and 5yz codes are
 * final (RFC 5321 § 4.2.1), and without a response the network has failed. A refused password is retried, as it is a fault of
 * the account and not of the message. `sentAll` tells that the whole message was sent before the connection was lost.
 */
export function deliveryError(error: unknown, relay: string, sentAll: boolean): ChannelError {
  if (error instanceof ChannelError) return error;
  const { responseCode, code } = error as Fault;
  const because = reasonOfFault(error, relay);
  if (isSignIn(error) || code === 'EAUTH')
    return new ChannelError(because, { retryable: true, server: 'fails', cause: error });
  if (responseCode) {
    const server = isFaultOfServer(error as Fault) ? 'fails' : 'works';
    const retryable = responseCode < 500 || responseCode === 503 || server === 'fails';
    return new ChannelError(because, { retryable, server, isTooFast: saysTooFast(error as Fault), cause: error });
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return new ChannelError(because, { retryable: false, cause: error });
  const outcome = sentAll ? reason('maybe-taken', { because }) : because;
  return new ChannelError(outcome, { retryable: true, uncertain: sentAll, server: 'fails', cause: error });
}

/** The commands by which a connection is opened: what is refused there is refused whatever the message. */
const OPENING = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS']);

/**
 * Whether the server refuses everything at the moment, and not only this message. 421 closes the connection (RFC 5321 § 4.2.2); with
 * 4.7.x it says that somebody sends too much.
 */
const isFaultOfServer = ({ responseCode, command, response }: Fault): boolean =>
  (command !== undefined && OPENING.has(command)) || (responseCode === 421 && !saysTooFast({ response }));

/**
 * A passing refusal for a reason of policy (RFC 3463 § 3.8) by which a recipient's server says that too much is sent. With 4.7.1 and
 * without closing the connection, servers put off whom they do not know (RFC 6647): that is about this message alone.
 */
export const saysTooFast = ({ response }: { response?: unknown }): boolean =>
  typeof response === 'string' &&
  /^(?:421[ -]4\.7\.\d|4\d\d[ -]4\.7\.(?!1\b)\d)/.test(response) &&
  !/gr[ae]y-?list/i.test(response);
