import { isFailure } from '../api/failure.js';

/** What was filled in and does not fit, by the name of its field. `path`: of the values, in the request. */
export const valueFaults = (error: unknown, path = 'values') =>
  (isFailure(error) ? (error.problem.errors ?? []) : [])
    .filter((fault) => fault.path.startsWith(`${path}.`))
    .map((fault) => ({ ...fault, name: fault.path.slice(path.length + 1) }));
