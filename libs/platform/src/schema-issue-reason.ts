import { parseReason, Reason } from '@guichet/contracts';
import { z } from 'zod';

/** As much of an issue of zod as its reason depends on. */
const Issue = z.object({
  message: z.string(),
  code: z.string().optional(),
  origin: z.string().optional(),
  expected: z.string().optional(),
  format: z.string().optional(),
  minimum: z.coerce.number().optional(),
  maximum: z.coerce.number().optional(),
  values: z.array(z.unknown()).optional(),
  keys: z.array(z.string()).optional(),
});
type Issue = z.infer<typeof Issue>;

export interface IssueReason {
  reason: Reason;
  data?: Record<string, unknown>;
}

/**
 * The reason for which a schema refused a value, so that a client can say it in any language: the code in which the schema
 * itself wrote its message (`checkMessage` of contracts), else what the sort of issue says.
 */
export function schemaIssueReason(found: object): IssueReason {
  const issue = Issue.safeParse(found).data;
  if (!issue) return { reason: 'value-not-valid' };
  const { code, data } = parseReason(issue.message);
  const own = Reason.safeParse(code).data;
  if (own) return { reason: own, ...(Object.keys(data).length > 0 && { data }) };
  return (issue.code ? ofCode[issue.code]?.(issue) : undefined) ?? { reason: 'value-not-valid' };
}

const ofCode: Readonly<Record<string, (issue: Issue) => IssueReason | undefined>> = {
  invalid_type: ofType,
  invalid_format: ({ format }) => ofFormat[format ?? ''],
  too_small: ofTooSmall,
  too_big: ofTooBig,
  invalid_value: ({ values = [] }) => ({ reason: 'not-one-of', data: { values: values.join(', ') } }),
  unrecognized_keys: ({ keys = [] }) => ({ reason: 'value-unknown', data: { names: keys.join(', ') } }),
};

// Zod keeps the value out of its issues: only the message says that there was none.
const NOTHING_GIVEN = /received undefined$/;

function ofType({ message, expected }: Issue): IssueReason | undefined {
  if (NOTHING_GIVEN.test(message)) return { reason: 'value-missing' };
  if (expected === 'int') return { reason: 'whole-number-needed' };
  if (expected === 'number') return { reason: 'number-needed' };
  return undefined;
}

const ofFormat: Readonly<Record<string, IssueReason>> = {
  email: { reason: 'not-an-email-address' },
  url: { reason: 'not-a-web-address' },
  date: { reason: 'not-a-date' },
  datetime: { reason: 'not-a-date' },
};

function ofTooSmall({ origin, minimum: min = 0 }: Issue): IssueReason | undefined {
  if (origin === 'string') return min === 1 ? { reason: 'value-missing' } : { reason: 'text-too-short', data: { min } };
  if (origin === 'array') return min === 1 ? { reason: 'value-missing' } : { reason: 'list-too-short', data: { min } };
  return { reason: 'number-too-low', data: { min } };
}

function ofTooBig({ origin, maximum: max = 0 }: Issue): IssueReason | undefined {
  if (origin === 'string') return { reason: 'text-too-long', data: { max } };
  if (origin === 'array') return { reason: 'list-too-long', data: { max } };
  return { reason: 'number-too-high', data: { max } };
}
