import { parseReason, reasonWords } from '@guichet/contracts';
import {
  StandardSchemaValidationPipe,
  type ArgumentMetadata,
  type StandardSchemaValidationPipeOptions,
} from '@nestjs/common';
import { storable } from './storable-text.js';
import { Failure, type FieldError } from './failure.js';
import { schemaIssueReason } from './schema-issue-reason.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

const maxIssues = 50;

/** The field an issue is about, dotted (`teamIds.0`); empty for the whole value. */
const pathOf = (path: Issues[number]['path']) =>
  (path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.');

export function invalidRequest(issues: Issues): Failure {
  return new Failure('invalid-request', { errors: fieldErrors(issues) });
}

/** Names each field that a schema refused: in the schema's own English, or in that of the reason which it gave. */
export const fieldErrors = (issues: Issues): FieldError[] =>
  issues.slice(0, maxIssues).map((issue) => {
    const { reason, data } = schemaIssueReason(issue);
    const isCode = parseReason(issue.message).code === reason;
    const message = isCode ? reasonWords(reason, data) : issue.message;
    return { path: pathOf(issue.path), message, reason, ...(data && { data }) };
  });

class StorableValidationPipe extends StandardSchemaValidationPipe {
  override transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    return super.transform(metadata.type === 'custom' ? value : (storable(value) as Value), metadata);
  }
}

/** The global pipe: makes text storable, validates `@Body({ schema })` and its like, and names every wrong field. */
export const validationPipe = () => new StorableValidationPipe({ exceptionFactory: invalidRequest });
