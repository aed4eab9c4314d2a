import type { SignInTestReason } from '@guichet/contracts';
import { EgressRefused } from '@guichet/platform';
import { ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';

/** Why a request to a provider failed, with what is to be shown of it in any language: a host, a status, a code. */
export interface ProviderFault {
  reason: SignInTestReason;
  detail: string | null;
}

/** What the provider says it is, where that is not the issuer that an administrator entered. */
export class OtherIssuer extends Error {
  constructor(readonly found: string) {
    super(`The issuer is ${found}.`);
    this.name = 'OtherIssuer';
  }
}

/** A provider cannot be asked, or is not the one that was set up. The message is for the log. */
export class ProviderFailed extends Error {}

/** The reason for a code of the network, of TLS or of the library, by its beginning where many mean the same. */
const BY_CODE: readonly (readonly [RegExp, SignInTestReason])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'no-such-host'],
  [/^(?:ETIMEDOUT|OAUTH_TIMEOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'too-slow'],
  [/^(?:ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET)$/, 'no-answer'],
  [/^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_SSL_)/, 'certificate'],
  [/^OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED$/, 'other-issuer'],
  [/^OAUTH_RESPONSE_IS_NOT_CONFORM$/, 'error-status'],
  [/^OAUTH_(?:PARSE_ERROR|INVALID_RESPONSE|RESPONSE_IS_NOT_JSON|(?:MISSING|INVALID)_SERVER_METADATA)$/, 'not-openid'],
];

/** Returns why a request to a provider failed: the innermost cause that says so, as libraries wrap what the network says. */
export function providerFault(error: unknown): ProviderFault {
  const chain = causesOf(error);
  for (const one of chain.toReversed()) {
    const fault = faultOf(one);
    if (fault) return fault;
  }
  const codes = chain.map(codeOf).filter((code) => code !== undefined);
  return { reason: 'unexpected', detail: codes.at(-1) ?? null };
}

const FAILURES: readonly SignInTestReason[] = [
  ...(['not-allowed', 'no-such-host', 'no-answer', 'too-slow', 'certificate', 'error-status'] as const),
];

/**
 * Returns whether a sign-in failed as the provider did, or by what is set here about it, so that nothing came that could prove
 * anything. A code that it does not know may be made up by whoever brought it.
 */
export function isProviderFailure(error: unknown): boolean {
  if (error instanceof ProviderFailed || error instanceof WWWAuthenticateChallengeError) return true;
  if (error instanceof ResponseBodyError) return error.error !== 'invalid_grant';
  return FAILURES.includes(providerFault(error).reason);
}

/** As much of an error as is looked at: what the network throws is not always an `Error` of this realm. */
interface Thrown {
  name?: unknown;
  code?: unknown;
  cause?: unknown;
}
const isThrown = (error: unknown): error is Thrown => typeof error === 'object' && error !== null;

const causesOf = (error: unknown): Thrown[] => (isThrown(error) ? [error, ...causesOf(error.cause)] : []);

function faultOf(error: Thrown): ProviderFault | undefined {
  if (error instanceof EgressRefused) return { reason: 'not-allowed', detail: error.host };
  if (error instanceof OtherIssuer) return { reason: 'other-issuer', detail: error.found };
  if (error.name === 'SyntaxError') return { reason: 'not-openid', detail: null };
  if (error.name === 'TimeoutError') return { reason: 'too-slow', detail: null };
  const code = codeOf(error);
  const reason = code && BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
  return reason ? { reason, detail: detailOf(reason, error) } : undefined;
}

const codeOf = ({ code }: Thrown): string | undefined => (typeof code === 'string' ? code : undefined);

/** What the library keeps as the cause: the answer, or what in it was compared. */
function detailOf(reason: SignInTestReason, { cause }: Thrown): string | null {
  if (!isThrown(cause)) return null;
  if (reason === 'error-status') return 'status' in cause ? String(cause.status) : null;
  if (reason !== 'other-issuer' || !('body' in cause)) return null;
  const { body } = cause;
  return isThrown(body) && 'issuer' in body ? String(body.issuer) : null;
}
