import {
  endpoints,
  type EndpointDefinition,
  type EndpointInput,
  type EndpointName,
  type EndpointResult,
  type Endpoints,
  type FileResponse,
} from '@guichet/contracts';
import { invalidRequest, storable } from '@guichet/platform';
import {
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  Res,
  SerializeOptions,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendFile, type FileReply } from './file-responses.js';
import type { RequestContext } from './request-context.js';

/** The metadata under which the guard finds the endpoint of a handler. */
export const ENDPOINT = 'guichet:endpoint';

/** A request as the guard leaves it: with its context, where somebody has signed in. */
export type ApiRequest = FastifyRequest & {
  context?: RequestContext;
  cookies: Record<string, string | undefined>;
};

/** What a handler is called with: the validated input of its endpoint, and who asks. */
export interface Call<Name extends EndpointName> extends EndpointInput<Endpoints[Name]> {
  /** Undefined only where the endpoint is public and nobody has signed in. */
  context: Endpoints[Name]['scope'] extends 'public' ? RequestContext | undefined : RequestContext;
  request: ApiRequest;
  reply: FastifyReply;
}

type Result<Name extends EndpointName> = Endpoints[Name]['response'] extends FileResponse
  ? FileReply
  : EndpointResult<Endpoints[Name]>;
type Handler<Name extends EndpointName> = (call: Call<Name>) => Result<Name> | Promise<Result<Name>>;

/** Parses one part of a request. Throws `invalid-request`, which names every wrong field. */
function parsed(schema: unknown, value: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return undefined;
  const result = schema.safeParse(storable(value));
  if (!result.success) throw invalidRequest(result.error.issues);
  return result.data;
}

const strict = new WeakMap<z.ZodType, z.ZodType>();

/** A filter that is misspelt would return everything, so a parameter that the schema does not list is refused, as a field of a body is. */
function strictly(schema: unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return schema;
  const known = strict.get(schema) ?? schema.strict();
  strict.set(schema, known);
  return known;
}

const CallOf = createParamDecorator((endpoint: EndpointDefinition, execution: ExecutionContext) => {
  const request = execution.switchToHttp().getRequest<ApiRequest>();
  return {
    context: request.context,
    request,
    reply: execution.switchToHttp().getResponse<FastifyReply>(),
    params: parsed(endpoint.params, request.params),
    query: parsed(strictly(endpoint.query), request.query),
    body: parsed(endpoint.body, request.body),
  };
});

const isFile = (response: EndpointDefinition['response']): response is FileResponse =>
  response !== null && 'file' in response;

/**
 * Makes a method of a controller the handler of an endpoint of the contract: its address, its status, who may call it, the
 * validation of what comes in and the schema through which everything leaves. What that schema does not list stays here.
 * A handler that takes or returns something else than the contract says does not compile.
 */
export const Endpoint =
  <Name extends EndpointName>(name: Name) =>
  <Method extends Handler<Name>>(
    controller: object,
    key: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const endpoint: EndpointDefinition = endpoints[name];
    const handle = descriptor.value as unknown as (call: Call<Name>) => unknown;
    descriptor.value = async function (this: unknown, call: Call<Name>): Promise<unknown> {
      const result = await handle.call(this, call);
      if (isFile(endpoint.response)) return sendFile(call.reply, result as FileReply);
      if (endpoint.etag) call.reply.header('ETag', `"${(result as { version: number }).version}"`);
      return endpoint.response === null ? undefined : result;
    } as unknown as Method;
    CallOf(endpoint)(controller, key, 0);
    // A file is sent by us: Nest leaves the reply alone where a handler asks for it.
    if (isFile(endpoint.response)) Res()(controller, key, 1);
    for (const decorate of [
      SetMetadata(ENDPOINT, name),
      RequestMapping({ method: RequestMethod[endpoint.method], path: endpoint.path }),
      HttpCode(endpoint.status),
      ...(endpoint.response instanceof z.ZodType ? [SerializeOptions({ schema: endpoint.response })] : []),
    ])
      decorate(controller, key, descriptor);
  };
