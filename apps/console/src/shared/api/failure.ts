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

/** What is said when a part of the console cannot be fetched: by Chromium and Firefox, by Safari, and by Vite of its styles. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload css/i;

/** Whether something failed because the server could not be reached: a request, or a part of the console. */
export const isOffline = (error: unknown): boolean =>
  isFailure(error) ? error.code === 'offline' : error instanceof Error && NOT_FETCHED.test(error.message);
