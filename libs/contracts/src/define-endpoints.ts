import { z } from 'zod';
import type { Permission } from './permissions.js';
import { Id } from './primitives.js';
import type { ProblemCode } from './problems.js';
import type { Reason } from './reasons.js';

/** The media types of the file that a route returns. */
export interface FileResponse {
  file: readonly [string, ...string[]];
}

/** A body that is one uploaded file, as `multipart/form-data` in the field `file`. */
export const UPLOAD = 'upload';

/**
 * One route of the HTTP API. The controller implements it, the console calls it, and `openapi.json` is made from it, so
 * that a renamed field breaks the build on both sides.
 */
export interface EndpointDefinition {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below `/api/v1`, in which `:name` is a parameter. */
  path: `/${string}`;
  tag: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType | typeof UPLOAD;
  /** Null: the response is empty, with status 204. */
  response: z.ZodType | FileResponse | null;
  status: 200 | 201 | 202 | 204;
  /** True: the response carries its `version` as an `ETag`, which `If-Match` of a later write is compared with. */
  etag?: true;
  /**
   * Who may call it: anybody; whoever has signed in or has a token; only a person in a session; or whoever has this
   * permission, which may still be limited to the cases of their own teams.
   */
  scope: 'public' | 'signed-in' | 'in-person' | Permission;
  /** The codes with which it can fail, in addition to `commonErrors`. */
  errors: readonly (ProblemCode | Reason)[];
}

/** Why a case that was merged into another one cannot be changed. */
export const mergedCaseErrors = ['merged-into', 'merged-away'] as const;

/** The codes with which every endpoint of a sort can fail. */
export function commonErrors({ method, scope, params, query, body }: EndpointDefinition): ProblemCode[] {
  return [
    ...(params || query || body ? (['invalid-request'] as const) : []),
    ...(scope === 'public' ? [] : (['not-signed-in', 'not-permitted'] as const)),
    ...(method !== 'GET' && scope !== 'public' ? (['csrf-token-missing'] as const) : []),
    ...(method === 'POST' ? (['idempotency-mismatch'] as const) : []),
    'internal-error',
    'unavailable',
  ];
}

/** Keeps the exact types of a table of endpoints, and checks its shape. */
export const defineEndpoints = <const Table extends Record<string, EndpointDefinition>>(table: Table): Table => table;

/** The parameters of a route that names one object by its id. */
export const byId = z.object({ id: Id });

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler receives: validated, with defaults filled in. */
export interface EndpointInput<Endpoint extends EndpointDefinition> {
  params: Output<Endpoint['params']>;
  query: Output<Endpoint['query']>;
  body: Output<Endpoint['body']>;
}

/** What a handler returns: the input of the response schema, which drops the fields that it does not list. */
export type EndpointResult<Endpoint extends EndpointDefinition> = Endpoint['response'] extends z.ZodType
  ? z.input<Endpoint['response']>
  : void;

type Required<Key extends string, Schema> = Schema extends z.ZodType
  ? { [Part in Key]: z.input<Schema> }
  : { [Part in Key]?: undefined };
type Query<Schema> = Schema extends z.ZodType
  ? Record<never, never> extends z.input<Schema>
    ? { query?: z.input<Schema> }
    : { query: z.input<Schema> }
  : { query?: undefined };

/**
 * What a client sends. Parts that a route does not have are left out; a query that needs nothing may be. (It goes through the
 * endpoints one by one: of all at once the compiler would make every combination.)
 */
export type EndpointRequest<Endpoint extends EndpointDefinition> = Endpoint extends unknown
  ? Required<'params', Endpoint['params']> & Query<Endpoint['query']> & Required<'body', Endpoint['body']>
  : never;

/** What a client gets. */
export type EndpointResponse<Endpoint extends EndpointDefinition> = Endpoint['response'] extends z.ZodType
  ? z.output<Endpoint['response']>
  : null;
