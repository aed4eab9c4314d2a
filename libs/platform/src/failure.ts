import {
  problems,
  reasonWords,
  type ConflictReason,
  type FieldReason,
  type Problem,
  type ProblemCode,
  type Reason,
} from '@guichet/contracts';

/** A field that is wrong. The reason is what a client shows in the language of its reader. */
export type FieldError = NonNullable<Problem['errors']>[number] & { reason: Reason };

export interface FailureMore {
  detail?: string;
  reason?: Reason;
  errors?: FieldError[];
  data?: Problem['data'];
  /** Seconds; becomes `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/** The one way to refuse: a code of the contract, answered as RFC 9457 with the status that belongs to it. */
export class Failure extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly more: FailureMore = {},
  ) {
    super(more.detail ?? problems[code].title, { cause: more.cause });
    this.name = 'Failure';
  }
}

/** What stands against it, in words that every client can translate. */
export const conflict = (reason: ConflictReason, data?: Problem['data']): Failure =>
  new Failure('conflict', { detail: reasonWords(reason, data), reason, data });

/** A field that holds something wrong, and why. */
export const wrongField = (path: string, reason: FieldReason, data?: Problem['data']): Failure =>
  new Failure('invalid-request', {
    errors: [{ path, message: reasonWords(reason, data), reason, ...(data && { data }) }],
  });
