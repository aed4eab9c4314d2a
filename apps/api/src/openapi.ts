import {
  commonErrors,
  endpoints,
  Problem,
  problems,
  reasons,
  UPLOAD,
  type EndpointDefinition,
  type ProblemCode,
} from '@guichet/contracts';
import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { isFile } from './http/endpoint-decorator.js';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

/** Each field of the parameters of a path or a query. */
const parametersOf = (place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: field,
  }));
};

const bodyOf = (body: EndpointDefinition['body']): Json => {
  if (!body) return {};
  const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
  const content =
    body === UPLOAD
      ? { 'multipart/form-data': { schema: file } }
      : { 'application/json': { schema: schemaOf(body, 'input') } };
  return { requestBody: { required: true, content } };
};

const successOf = ({ response, status }: EndpointDefinition): Json => {
  if (response === null) return { [status]: { description: 'Done' } };
  const content = isFile(response)
    ? Object.fromEntries(response.file.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: schemaOf(response, 'output') } };
  return { [status]: { description: 'Success', content } };
};

/** The codes and reasons with which an endpoint can fail, by their status. A reason comes with a conflict or a wrong field. */
function failuresOf(endpoint: EndpointDefinition): Json {
  const byStatus = new Map<string, string[]>();
  for (const error of new Set([...commonErrors(endpoint), ...endpoint.errors])) {
    const isReason = error in reasons;
    const status = isReason ? '409' : String(problems[error as ProblemCode].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), error]);
  }
  return Object.fromEntries(
    [...byStatus].sort().map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const operationOf = (operationId: string, endpoint: EndpointDefinition): Json => ({
  operationId,
  summary: endpoint.summary,
  tags: [endpoint.tag],
  parameters: [...parametersOf('path', endpoint.params), ...parametersOf('query', endpoint.query)],
  ...bodyOf(endpoint.body),
  responses: { ...successOf(endpoint), ...failuresOf(endpoint) },
  security:
    endpoint.scope === 'public' ? [] : [{ cookie: [] }, ...(endpoint.scope === 'in-person' ? [] : [{ bearer: [] }])],
});

/** The published description of the API, made from the table that controllers implement. */
export function openApi(): OpenAPIObject {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<EndpointDefinition>(endpoints)) {
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guichet',
      description: 'One timeline per case, whatever the channel. Errors are RFC 9457 problems with a `code`.',
      version: '1',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'guichet_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

export function publishOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, openApi, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
