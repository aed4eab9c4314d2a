import { z } from 'zod';
import { Reason } from './refusal-reasons.js';

/**
 * Every failure the product can answer with: its HTTP status and its title. The list is closed so that a client can
 * translate all of it; what is particular to one failure goes into `detail` and `data`.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'The address or the password is wrong' },
  'second-factor-required': { status: 401, title: 'A code of the second factor is needed' },
  'wrong-code': { status: 401, title: 'The code is wrong or was used already' },
  'second-step-expired': { status: 401, title: 'The second step took too long or failed too often' },
  'csrf-token-missing': { status: 403, title: 'The request does not carry the token of this session' },
  'not-permitted': { status: 403, title: 'Your role does not permit this' },
  'step-up-required': { status: 403, title: 'Prove again who you are' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'This conflicts with the present state' },
  'already-sent': { status: 409, title: 'The message has already been sent' },
  'idempotency-mismatch': { status: 409, title: 'This Idempotency-Key was used for another request' },
  'disclosure-check': { status: 409, title: 'The check found something to review first' },
  'case-changed': { status: 412, title: 'The case has changed in the meantime' },
  'too-large': { status: 413, title: 'Too large' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'channel-failed': { status: 422, title: 'The channel could not be reached' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
  'storage-full': { status: 507, title: 'There is no room left to store this' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/**
 * A failure as RFC 9457 describes it. `reason` is the code of `detail`, by which a client translates it; `errors` names each wrong
 * field in the same way. The content of `data` depends on the reason, or on the code (412: `changes`, the newer entries).
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  reason: Reason.optional(),
  requestId: z.string().optional(),
  errors: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        reason: Reason.optional(),
        /** A code of the channels' texts with its data (see `reasonText`), which says more of a setting than `reason`. */
        channelReason: z.string().optional(),
        data: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
