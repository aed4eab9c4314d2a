import { failureOf } from '@guichet/platform';
import SCIMMY from 'scimmy';

/** An error as RFC 7644 § 3.12 has it. */
export interface ScimProblem {
  status: number;
  body: { schemas: [string]; status: string; scimType?: string; detail: string };
  /** It is ours: whoever runs the product must hear of it. */
  isFault: boolean;
}

const SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What is thrown while a request of a directory is answered, in the words of SCIM. Details of our faults are never told. */
export function scimProblem(error: unknown): ScimProblem {
  if (error instanceof SCIMMY.Types.Error) {
    const { status, scimType, message } = error as { status: number; scimType?: string | null; message: string };
    return problem(status, message, scimType ?? undefined);
  }
  const { failure, status } = failureOf(error);
  if (status >= 500) return { ...problem(status, 'Something failed here. Try again later.'), isFault: true };
  const { reason, detail, errors } = failure.more;
  const words = errors?.map(({ path, message }) => `${path}: ${message}`).join(' ') ?? detail ?? failure.message;
  if (reason === 'agent-address-taken' || reason === 'group-name-taken') return problem(409, words, 'uniqueness');
  // Who may not give or take something is refused as who may not call.
  if (reason === 'beyond-own-rights' || reason === 'last-administrator') return problem(403, words);
  if (status !== 400) return problem(status, words);
  return problem(status, words, errors ? 'invalidValue' : 'invalidSyntax');
}

const problem = (status: number, detail: string, scimType?: string): ScimProblem => ({
  status,
  body: { schemas: [SCHEMA], status: String(status), ...(scimType && { scimType }), detail },
  isFault: false,
});

/** @throws always, in the words of SCIM. */
export function refuse(status: number, scimType: string | null, detail: string): never {
  throw new SCIMMY.Types.Error(status, scimType as never, detail);
}
