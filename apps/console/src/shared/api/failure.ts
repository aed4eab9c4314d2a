import type { Problem, ProblemCode } from '@guichet/contracts';

export type FieldProblem = NonNullable<Problem['errors']>[number];

/** The server's refusal (RFC 9457), or `offline` when it could not be reached at all. */
export class Failure extends Error {
  constructor(
    readonly code: ProblemCode | 'offline',
    readonly problem: Partial<Problem> = {},
    /** `ETag` of the present state, where the answer carried one. */
    readonly etag: string | null = null,
  ) {
    super(problem.detail ?? problem.title ?? code);
    this.name = 'Failure';
  }

  /** What the server says of one field, e.g. `config.outbound.host`. */
  field(path: string): FieldProblem | undefined {
    return this.problem.errors?.find((error) => error.path === path);
  }
}

export const isFailure = (error: unknown, ...codes: Failure['code'][]): error is Failure =>
  error instanceof Failure && (codes.length === 0 || codes.includes(error.code));

/** What browsers say when a part of the console cannot be fetched: Chromium and Firefox, Safari. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed/i;

/** Whether something failed because the server could not be reached: a request, or a part of the console. */
export const isOffline = (error: unknown): boolean =>
  isFailure(error)
    ? error.code === 'offline'
    : error instanceof TypeError && (NOT_FETCHED.test(error.message) || !navigator.onLine);
