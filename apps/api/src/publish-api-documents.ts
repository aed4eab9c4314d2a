import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Reads a document that is made from the contracts and kept beside the sources (`test/api-documents`). */
const readDocument = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));

/** Publishes the descriptions of the HTTP API and of the live socket, and a page to read the first one. */
export function publishApiDocuments(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => readDocument('openapi.json') as OpenAPIObject, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/asyncapi.json', (_, reply) =>
      reply.type('application/json').send(JSON.stringify(readDocument('asyncapi.json'))),
    );
}
