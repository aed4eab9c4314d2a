import { z } from 'zod';
import { Id, Instant } from './primitives.js';

export const DkimAlgorithm = z.enum(['rsa', 'ed25519']);
export type DkimAlgorithm = z.infer<typeof DkimAlgorithm>;

/** A record to add to DNS. */
export const DnsRecord = z.object({
  name: z.string(),
  type: z.enum(['TXT', 'PTR', 'MX']),
  /** Its content without quotation marks, however long. */
  value: z.string(),
  /** The line of a zone file: names end with a point, and a long text is divided. */
  line: z.string(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** What is checked of a domain that sends mail. */
export const DeliverabilityCheck = z.enum(['spf', 'dkim', 'dmarc', 'mta-sts', 'ptr']);
export type DeliverabilityCheck = z.infer<typeof DeliverabilityCheck>;

/** What was found. Each code has its words in the console (`deliverability.found`). */
// prettier-ignore
export const DeliverabilityCode = z.enum([
  'not-asked',
  'spf-ok', 'spf-missing', 'spf-several', 'spf-broken', 'spf-too-many-lookups', 'spf-relay-missing', 'spf-relay-unknown', 'spf-open',
  'dkim-ok', 'dkim-not-here', 'dkim-missing', 'dkim-other-key', 'dkim-revoked', 'dkim-not-used',
  'dmarc-ok', 'dmarc-missing', 'dmarc-broken', 'dmarc-only-watches', 'dmarc-no-reports',
  'mta-sts-ok', 'mta-sts-missing', 'mta-sts-broken', 'mta-sts-no-policy', 'mta-sts-mx-missing', 'mta-sts-testing', 'mta-sts-not-needed',
  'ptr-ok', 'ptr-missing', 'ptr-not-confirmed', 'ptr-of-provider', 'ptr-unknown',
]);
export type DeliverabilityCode = z.infer<typeof DeliverabilityCode>;

export const DeliverabilityFinding = z.object({
  check: DeliverabilityCheck,
  /**
   * `wrong`: mail may be refused or taken for spam. `advice`: it works, and could be better. `unknown`: DNS could not be asked, or it
   * cannot be told from here. `not-needed`: others see to it.
   */
  state: z.enum(['ok', 'advice', 'wrong', 'unknown', 'not-needed']),
  code: DeliverabilityCode,
  /** The values that its words name. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The records as they were found. */
  found: z.array(z.string()),
  /** What to add, or to put in the place of what was found. */
  add: z.array(DnsRecord),
});
export type DeliverabilityFinding = z.infer<typeof DeliverabilityFinding>;

export const DkimKey = z.object({
  id: Id,
  selector: z.string(),
  algorithm: DkimAlgorithm,
  createdAt: Instant,
  /** When it was first seen in DNS; until then it signs nothing. */
  publishedAt: Instant.nullable(),
  /** When a newer one took its place. */
  replacedAt: Instant.nullable(),
  record: DnsRecord,
});
export type DkimKey = z.infer<typeof DkimKey>;

/** A domain from which mail is sent, and what receivers of its mail find in DNS. */
export const SendingDomain = z.object({
  domain: z.string(),
  accounts: z.array(z.object({ id: Id, name: z.string(), addresses: z.array(z.string()) })),
  /** The servers by which its mail leaves. */
  relays: z.array(z.string()),
  /** Whether its mail is signed here, by those keys that DNS publishes. */
  signs: z.boolean(),
  keys: z.array(DkimKey),
  findings: z.array(DeliverabilityFinding),
  /** Null: it was never checked. */
  checkedAt: Instant.nullable(),
});
export type SendingDomain = z.infer<typeof SendingDomain>;

export const UpdateSendingDomain = z.strictObject({ signs: z.boolean() });
export type UpdateSendingDomain = z.infer<typeof UpdateSendingDomain>;

export const CreateDkimKey = z.strictObject({ algorithm: DkimAlgorithm.default('rsa') });
export type CreateDkimKey = z.infer<typeof CreateDkimKey>;
