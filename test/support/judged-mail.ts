import { createHash } from 'node:crypto';
import { channels } from '@guichet/channels';
import type { Authentication } from '@guichet/contracts';
import type { TestDns } from './test-dns.js';

/** A mail, and how it came. Without `remote` it was read in a mailbox. */
export interface SentMail {
  raw: string | Uint8Array;
  remote?: string;
  helo?: string;
  /** Empty: the null sender. */
  mailFrom?: string;
  /** Settings of incoming mail of the account. */
  inbound?: { trustedServer?: string; trustedSealers?: string[] };
}

/** Judges who wrote a mail to `town@guichet.test`, as the intake does. */
export function judged(
  { raw, remote, helo = '', mailFrom = '', inbound = {} }: SentMail,
  dns: TestDns,
): Promise<Authentication> {
  const { email } = channels;
  const settings = {
    address: 'town@guichet.test',
    inbound: { smtp: true, ...inbound },
    outbound: { host: 'localhost' },
  };
  const body = Buffer.from(raw);
  const headers: Record<string, string> =
    remote === undefined ? {} : { remote, helo, 'mail-from': mailFrom, 'rcpt-to': 'town@guichet.test' };
  const externalId = createHash('sha256').update(body).digest('hex');
  const request = { externalId, body, headers, receivedAt: new Date() };
  return email.judge!(request, email.config.parse(settings), (name, type) => dns.resolve(name, type));
}
