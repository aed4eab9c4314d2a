import { problems, type Problem, type ProblemCode } from '@guichet/contracts';

export interface FailureMore {
  detail?: string;
  errors?: Problem['errors'];
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
