import {
  StandardSchemaValidationPipe,
  type ArgumentMetadata,
  type StandardSchemaValidationPipeOptions,
} from '@nestjs/common';
import { storable } from './storable-text.js';
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

class StorableValidationPipe extends StandardSchemaValidationPipe {
  override transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    return super.transform(metadata.type === 'custom' ? value : (storable(value) as Value), metadata);
  }
}

/** The global pipe: makes text storable, validates `@Body({ schema })` and its like, and names every wrong field. */
export const validationPipe = () => new StorableValidationPipe({ exceptionFactory: invalidRequest });
