import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';
import { Failure } from './failure.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

const maxIssues = 50;

/** The field an issue is about, dotted (`teamIds.0`); empty for the whole value. */
const pathOf = (path: Issues[number]['path']) =>
  (path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.');

export function invalidRequest(issues: Issues): Failure {
  const errors = issues.slice(0, maxIssues).map((issue) => ({ path: pathOf(issue.path), message: issue.message }));
  return new Failure('invalid-request', { errors });
}

/** The global pipe: validates `@Body({ schema })` and its like, and names every wrong field. */
export const validationPipe = () => new StandardSchemaValidationPipe({ exceptionFactory: invalidRequest });
