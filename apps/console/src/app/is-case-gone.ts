import { isFailure } from '../shared/api/failure.js';

/**
 * Whether a case is gone for this agent: the server has refused it, and nothing of it is shown. A fault of the network or the
 * server says nothing about the case, nor does one that is met while the case is refreshed.
 */
export const isCaseGone = (state: { data: unknown; error: unknown } | undefined): boolean =>
  state !== undefined && state.data === undefined && isFailure(state.error, 'not-found', 'not-permitted');
