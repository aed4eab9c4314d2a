import { ChannelError, commonReason, type ChannelIo } from '@guichet/channels';
import { Egress, EgressRefused } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** Faults before anything was sent: no server was reached, or one with a wrong certificate. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The network access of channels, under the rules of `OUTBOUND_ALLOW`. */
@Injectable()
export class EgressIo implements ChannelIo {
  constructor(private readonly egress: Egress) {}

  async resolve(host: string): Promise<string> {
    try {
      return await this.egress.resolve(host);
    } catch (error) {
      throw refusal(host, error) ?? notConnected(host, error);
    }
  }

  async fetch(url: string, init?: RequestInit): Promise<Response> {
    try {
      return await this.egress.fetch(url, init);
    } catch (error) {
      const { host } = new URL(url);
      const refused = refusal(host, error);
      if (refused) throw refused;
      if (init?.signal?.aborted) throw error;
      if (NOT_CONNECTED.has(codeOf(error))) throw notConnected(host, error);
      throw new ChannelError(commonReason('host-no-response', { host }), {
        retryable: true,
        uncertain: true,
        cause: error,
      });
    }
  }
}

/** A name that nobody has is a slip of whoever typed it, and no server that is away. */
const NAME_FAULTS: Record<string, 'host-unknown' | 'host-not-resolved'> = {
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'host-not-resolved',
};

const notConnected = (host: string, error: unknown): ChannelError =>
  new ChannelError(commonReason(NAME_FAULTS[codeOf(error)] ?? 'host-unreachable', { host }), {
    retryable: true,
    cause: error,
  });

const refusal = (host: string, error: unknown): ChannelError | undefined =>
  error instanceof EgressRefused
    ? new ChannelError(commonReason('host-not-allowed', { host }), { retryable: false, cause: error })
    : undefined;

interface Fault {
  code?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

/** Returns the code of an error of `fetch`, which wraps the error of the connection once or twice. A host with several addresses has several errors. */
function codeOf(error: unknown): string {
  for (let fault = error as Fault | undefined; fault; fault = (fault.cause ?? fault.errors?.[0]) as Fault | undefined)
    if (typeof fault.code === 'string') return fault.code;
  return '';
}
