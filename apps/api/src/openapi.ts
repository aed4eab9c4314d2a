import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The published description of the API, made from the same schemas that validate it. */
export function openApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Guichet')
    .setDescription('One timeline per case, whatever the channel. Errors are RFC 9457 problems with a `code`.')
    .setVersion('1')
    .addCookieAuth('guichet_session')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config);
}

export function publishOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
