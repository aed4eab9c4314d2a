import type { Authentication } from '@guichet/contracts';
import ipaddr from 'ipaddr.js';
import type { ResolveDns } from '../../channel.js';
import type { RawRequest } from '../../raw-request.js';
import type { EmailConfig } from '../config.js';
import { VerifySenderWorkerHost } from './verify-sender-worker-host.js';
import { overSigned, unchecked } from './authentication-verdict.js';

const thread = new VerifySenderWorkerHost({ dnsMs: 5_000, jobMs: 15_000 });

export const closeJudge = (): Promise<void> => thread.close();

/** Servers of the organisation, and the mail server in front of this one. */
const OURS = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat', 'unspecified']);

export const isOurs = (address: string): boolean =>
  !ipaddr.isValid(address) || OURS.has(ipaddr.process(address).range());

/** Forwarders of half the world, whose seals are honest about what they have received. */
const SEALERS = ['google.com', 'microsoft.com'];

/** More of the header than any mail program writes before its signatures. */
const HEADER_BYTES = 128 * 1024;

function hasSignature(body: Uint8Array): boolean {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, HEADER_BYTES));
  // Most mails of the house have none: this is quicker than reading the header.
  return head.includes('-Signature') || /^(?:dkim|arc-message)-signature[ \t]*:/im.test(head.toString('latin1'));
}

/** More signatures, or seals of a chain, than any honest mail bears; each costs a hash of the whole mail. */
const MAX_SIGNATURES = 20;

const SIGNATURE = /^(dkim-signature|arc-seal|arc-message-signature|arc-authentication-results)\s*:/gim;

function isOverSigned(body: Uint8Array): boolean {
  const mail = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const ends = [mail.indexOf('\n\n'), mail.indexOf('\n\r\n')].filter((end) => end >= 0);
  const head = mail.toString('latin1', 0, ends.length > 0 ? Math.min(...ends) : mail.length);
  const counts = new Map<string, number>();
  for (const [, name] of head.matchAll(SIGNATURE)) {
    const count = (counts.get(name!.toLowerCase()) ?? 0) + 1;
    if (count > MAX_SIGNATURES) return true;
    counts.set(name!.toLowerCase(), count);
  }
  return false;
}

/**
 * Judges who wrote a mail: by its signatures, by the server that sent it, and by what the domain of its author publishes; or by what
 * a server in front of the mailbox says, which the account names. A mail that came from a server of ours and bears no signature
 * cannot be judged, and costs nothing. What could not be looked up is `temperror`, what has too many signatures `permerror`.
 */
export async function judge(request: RawRequest, config: EmailConfig, resolver: ResolveDns): Promise<Authentication> {
  const { headers, body } = request;
  const { trustedServer, trustedSealers = SEALERS } = config.inbound;
  const remote = headers.remote !== undefined && !isOurs(headers.remote) ? headers.remote : null;
  const isByServerOfOurs = remote === null && trustedServer !== undefined;
  // A mailbox that is read has no server that could be judged, and its signatures may be years old.
  if (!isByServerOfOurs && remote === null && (headers.remote === undefined || !hasSignature(body))) return unchecked;
  if (!isByServerOfOurs && isOverSigned(body)) return overSigned;
  return thread.judge(
    {
      raw: body,
      remote,
      helo: headers.helo ?? '',
      mailFrom: headers['mail-from'] ?? '',
      trustedServer: isByServerOfOurs ? trustedServer : null,
      trustedSealers: trustedSealers.map((sealer) => sealer.toLowerCase()),
    },
    resolver,
  );
}
