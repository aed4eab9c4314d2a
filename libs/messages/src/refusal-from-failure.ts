import type { Problem } from '@guichet/contracts';
import type { Failure } from '@guichet/platform';

/** Why something was refused, as it is stored and shown. */
export type Refusal = Pick<Problem, 'code' | 'reason' | 'errors' | 'data'>;

export function refusalOf({ code, more: { reason, errors, data } }: Failure): Refusal {
  return { code, ...(reason && { reason }), ...(errors && { errors }), ...(data && { data }) };
}
