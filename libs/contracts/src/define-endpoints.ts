import { z } from 'zod';
import type { Permission } from './permissions-and-agent-roles.js';
import { Id } from './primitives.js';
import type { ProblemCode } from './problems.js';
import type { Reason } from './refusal-reasons.js';

/** The media types of the file that a route returns. */
export interface FileResponse {
  file: readonly [string, ...string[]];
}

/** A body that is one uploaded file, as `multipart/form-data` in the field `file`. */
export const UPLOAD = 'upload';

/** The groups of operations, as documents and generated clients show them. */
export const endpointTags = {
  session: 'Signing in and out, and the first administrator',
  cases: 'The inbox, cases, their timelines, drafts and the search',
  messages: 'Replies, notes and messages as they came in',
  contacts: 'Calls, visits and letters that agents record, and how a citizen can be answered',
  attachments: 'Files of messages, and uploads for them',
  moves: 'Merging, splitting and moving cases, and undoing it',
  citizens: 'People, their addresses, and merges of people',
  templates: 'Templates, their versions, approval, rendering and use',
  letters: 'Replies on paper, as PDF',
  routing: 'Routing rules, case types, SLA targets, business hours, queues, presence',
  notifications: 'What the signed-in agent is notified of',
  board: 'How things stand now',
  metrics: 'Figures of the past, and the cases behind them',
  exports: 'Cases and figures as files',
  reports: 'Reports that are sent by mail',
  satisfaction: 'Surveys and survey responses',
  channels: 'Channel kinds and channel accounts',
  quarantine: 'Envelopes that could not become an entry, and senders who are blocked',
  administration: 'Agents, teams, API tokens and the organisation',
} as const;
export type EndpointTag = keyof typeof endpointTags;

/**
 * One route of the HTTP API. The controller implements it, the console calls it, and `openapi.json` is made from it, so
 * that a renamed field breaks the build on both sides.
 */
export interface EndpointDefinition {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below `/api/v1`, in which `:name` is a parameter. */
  path: `/${string}`;
  tag: EndpointTag;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType | typeof UPLOAD;
  /** Null: the response is empty, with status 204. */
  response: z.ZodType | FileResponse | null;
  status: 200 | 201 | 202 | 204;
  /** True: the response carries its `version` as an `ETag`, which `If-Match` of a later write is compared with. */
  etag?: true;
  /** True: `If-Match` with the `ETag` of the case guards the write, which is refused with `case-changed`. */
  ifMatch?: true;
  /**
   * False: a POST without `Idempotency-Key`, as it stores nothing or its response holds a secret that is kept nowhere. Every
   * other POST with a key runs once, and the same request again gets what the first one got.
   */
  idempotencyKey?: false;
  /**
   * Who may call it: anybody; whoever has signed in or has a token; only a person in a session; or whoever has this
   * permission, which may still be limited to the cases of their own teams.
   */
  scope: 'public' | 'signed-in' | 'in-person' | Permission;
  /** True: a session must have proved within the last minutes who uses it; else it is refused with `step-up-required`. */
  stepUp?: true;
  /** True: also for an agent of whom a second factor is required, before they have one. */
  isForEnrolment?: true;
  /** The codes with which it can fail, in addition to `commonErrors`. */
  errors: readonly (ProblemCode | Reason)[];
}

/** Why a case that was merged into another one cannot be changed. */
export const mergedCaseErrors = ['merged-into', 'merged-away'] as const;

/** Why a case cannot be closed. */
export const closingErrors = ['case-fields-required', 'case-steps-required', 'case-fields-and-steps-required'] as const;

/** Whether `Idempotency-Key` makes a repeated request run once. */
export const takesIdempotencyKey = ({ method, idempotencyKey }: EndpointDefinition): boolean =>
  method === 'POST' && idempotencyKey !== false;

/** The codes with which every endpoint of a sort can fail. */
export function commonErrors(endpoint: EndpointDefinition): ProblemCode[] {
  const { method, scope, params, query, body, ifMatch, stepUp } = endpoint;
  return [
    ...(params || query || body ? (['invalid-request'] as const) : []),
    ...(scope === 'public' ? [] : (['not-signed-in', 'not-permitted'] as const)),
    ...(stepUp ? (['step-up-required'] as const) : []),
    ...(method !== 'GET' && scope !== 'public' ? (['csrf-token-missing'] as const) : []),
    // Requests of a token are counted (`tokenLimit`).
    ...(scope === 'public' || scope === 'in-person' ? [] : (['too-many-requests'] as const)),
    ...(takesIdempotencyKey(endpoint) ? (['idempotency-mismatch'] as const) : []),
    ...(ifMatch ? (['case-changed'] as const) : []),
    ...(body ? (['too-large'] as const) : []),
    'internal-error',
    'unavailable',
    ...(method === 'GET' ? [] : (['storage-full'] as const)),
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
