import {
  commonErrors,
  includedScopes,
  Problem,
  problemCodeOf,
  problems,
  scopeOfPermission,
  takesIdempotencyKey,
  TokenScope,
  UPLOAD,
  type EndpointDefinition,
  type ProblemCode,
} from '@guichet/contracts';
import { z } from 'zod';
import { pascalCase, refTo, type Json, type SchemaComponents } from './schema-components.js';
import { SharedParts } from './shared-parts.js';

const header = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
const headersOf = (names: readonly string[]): Json => Object.fromEntries(names.map((name) => [name, header(name)]));
const limitHeaders = ['Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
const binary: Json = { type: 'string', format: 'binary' };

/** What can happen at nearly every operation: said once, as the response to all that an operation does not name. */
const anywhere = new Set<ProblemCode>([
  ...(['not-signed-in', 'too-large', 'too-many-requests', 'internal-error', 'unavailable', 'storage-full'] as const),
]);
const otherProblem: Json = {
  description: [...anywhere].map((code) => `\`${code}\` (${problems[code].status})`).join(', '),
  headers: headersOf(limitHeaders),
  content: { 'application/problem+json': { schema: refTo('Problem') } },
};

/** Makes the operations of the API, and knows which of their parts are the same. */
export class Operations {
  readonly parameters = new SharedParts('parameters');
  readonly responses = new SharedParts('responses');

  constructor(private readonly components: SchemaComponents) {}

  of(operationId: string, endpoint: EndpointDefinition): Json {
    const { scope, tag, summary } = endpoint;
    const isPermission = !['public', 'signed-in', 'in-person'].includes(scope);
    const parameters = this.parametersOf(endpoint);
    return {
      operationId,
      summary,
      ...(isPermission && { description: `Permission: \`${scope}\`.` }),
      tags: [tag],
      ...(parameters.length > 0 && { parameters }),
      ...this.bodyOf(endpoint),
      responses: { ...this.successOf(endpoint), ...this.failuresOf(endpoint) },
      security: securityOf(endpoint),
    };
  }

  private parametersOf(endpoint: EndpointDefinition): Json[] {
    return [
      ...this.fieldsOf('path', endpoint.params),
      ...this.fieldsOf('query', endpoint.query),
      ...(takesIdempotencyKey(endpoint) ? [this.parameters.use('IdempotencyKey', idempotencyKey)] : []),
      ...(endpoint.ifMatch ? [this.parameters.use('IfMatch', ifMatch)] : []),
    ];
  }

  /** Each field of the parameters of a path or a query. */
  private fieldsOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
    if (!schema) return [];
    const { properties = {}, required = [] } = this.components.inline(this.components.nameOf(schema)!, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, { description, ...field }]) =>
      this.parameters.use(pascalCase(name) + (place === 'path' ? 'Path' : ''), {
        ...{ name, in: place, required: place === 'path' || required.includes(name) },
        ...(description !== undefined && { description }),
        schema: field,
      }),
    );
  }

  private bodyOf({ body }: EndpointDefinition): Json {
    if (!body) return {};
    const file = { type: 'object', properties: { file: binary }, required: ['file'] };
    const content =
      body === UPLOAD
        ? { 'multipart/form-data': { schema: file } }
        : { 'application/json': { schema: this.components.ref(this.components.nameOf(body)!, 'input') } };
    return { requestBody: { required: true, content } };
  }

  private successOf({ response, status, etag, path }: EndpointDefinition): Json {
    const headers = {
      ...(etag && { ETag: header('ETag') }),
      ...((path === '/session' || path === '/setup') && status === 201 && { 'Set-Cookie': header('Set-Cookie') }),
    };
    if (response === null) return { [status]: { description: 'Done' } };
    const content =
      response instanceof z.ZodType
        ? { 'application/json': { schema: this.components.ref(this.components.nameOf(response)!, 'output') } }
        : Object.fromEntries(response.file.map((type) => [type, { schema: binary }]));
    const sent = { ...(Object.keys(headers).length > 0 && { headers }), content };
    return { [status]: { description: status === 202 ? 'Accepted' : 'Success', ...sent } };
  }

  /** The codes with which an endpoint can fail and their reasons, by their status. */
  private failuresOf(endpoint: EndpointDefinition): Json {
    const byStatus: Record<string, Map<ProblemCode, string[]>> = {};
    for (const error of new Set([...commonErrors(endpoint), ...endpoint.errors])) {
      const code = problemCodeOf(error);
      if (anywhere.has(code) && !endpoint.errors.includes(error)) continue;
      const codes = (byStatus[problems[code].status] ??= new Map<ProblemCode, string[]>());
      codes.set(code, [...(codes.get(code) ?? []), ...(code === error ? [] : [error])]);
    }
    const own: Json = Object.fromEntries(
      Object.entries(byStatus).map(([status, codes]) => [status, this.failure(codes)]),
    );
    return { ...own, default: this.responses.use('OtherProblem', otherProblem) };
  }

  private failure(codes: Map<ProblemCode, string[]>): Json {
    const names = [...codes].map(([code, reasons]) => {
      const why = reasons.map((reason) => `\`${reason}\``).join(', ');
      return why === '' ? `\`${code}\`` : `\`${code}\` (${why})`;
    });
    const name = [...codes.keys()].map(pascalCase).join('Or');
    return this.responses.use(name, {
      description: names.join(', '),
      ...(codes.has('too-many-requests') && { headers: headersOf(limitHeaders) }),
      content: { 'application/problem+json': { schema: this.problemOf(`${name}Problem`, [...codes.keys()]) } },
    });
  }

  /** A problem that has one of these codes. */
  private problemOf(name: string, codes: ProblemCode[]): Json {
    const [code] = codes as [ProblemCode];
    const { status, title } = problems[code];
    const json = {
      allOf: [refTo('Problem'), { type: 'object', properties: { code: { type: 'string', enum: codes } } }],
      examples: [{ type: `urn:guichet:problem:${code}`, title, status, code }],
    };
    return this.components.define(name, json, Problem);
  }
}

const idempotencyKey: Json = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  description: 'Any text of your own for one request. The same request again with it gets what the first one got.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$', examples: ['0192f0c1-7a3e-7c10-8f00-4a6a2c1d9b3e'] },
};

const ifMatch: Json = {
  ...{ name: 'If-Match', in: 'header', required: false },
  description:
    'The `ETag` of the case as you have read it; refused with `case-changed` where the case has another version. A session is not refused a reply for what it wrote itself.',
  schema: { type: 'string', pattern: '^"\\d{1,9}"$', examples: ['"7"'] },
};

/** The scopes of which a token needs one, the narrowest only. A write needs more than a scope to read. */
function scopesOf({ scope, method }: EndpointDefinition): TokenScope[] {
  const needed =
    scope === 'signed-in' ? 'cases:read' : scopeOfPermission(scope as Parameters<typeof scopeOfPermission>[0]);
  if (method === 'GET' || needed !== 'cases:read') return [needed];
  return TokenScope.options.filter((other) => (includedScopes[other] as readonly TokenScope[]).includes(needed));
}

function securityOf(endpoint: EndpointDefinition): Json[] {
  if (endpoint.scope === 'public') return [];
  const session = endpoint.method === 'GET' ? { session: [] } : { session: [], csrfToken: [] };
  if (endpoint.scope === 'in-person') return [session];
  return [session, ...scopesOf(endpoint).flatMap((scope) => [{ token: [scope] }, { oauth2: [scope] }])];
}
