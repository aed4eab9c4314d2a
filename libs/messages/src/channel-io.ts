import { ChannelError, type ChannelIo } from '@guichet/channels';
import { Egress, EgressRefused } from '@guichet/platform';
import { Injectable } from '@nestjs/common';

/** Faults before anything was sent: nobody was reached, or the wrong one. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
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

/** What channels do to the outside world, under the rules of `OUTBOUND_ALLOW`. */
@Injectable()
export class Io implements ChannelIo {
  constructor(private readonly egress: Egress) {}

  async resolve(host: string): Promise<string> {
    try {
      return await this.egress.resolve(host);
    } catch (error) {
      throw refusal(error) ?? new ChannelError(`${host} cannot be reached.`, true, false, { cause: error });
    }
  }

  async fetch(url: string, init?: RequestInit): Promise<Response> {
    try {
      return await this.egress.fetch(url, init);
    } catch (error) {
      const refused = refusal(error);
      if (refused) throw refused;
      if (init?.signal?.aborted) throw error;
      const { host } = new URL(url);
      if (NOT_CONNECTED.has(codeOf(error)))
        throw new ChannelError(`${host} cannot be reached.`, true, false, { cause: error });
      throw new ChannelError(`${host} did not answer.`, true, true, { cause: error });
    }
  }
}

const refusal = (error: unknown): ChannelError | undefined =>
  error instanceof EgressRefused ? new ChannelError(error.message, false, false, { cause: error }) : undefined;

interface Fault {
  code?: unknown;
  cause?: unknown;
  errors?: unknown[];
}

/** `fetch` wraps the fault of the connection, maybe twice; several addresses have several. */
function codeOf(error: unknown): string {
  for (let fault = error as Fault | undefined; fault; fault = (fault.cause ?? fault.errors?.[0]) as Fault | undefined)
    if (typeof fault.code === 'string') return fault.code;
  return '';
}
