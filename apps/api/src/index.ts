export { ApiModule } from './api.module.js';
export { httpAdapter, prepareHttp } from './http/prepare-http.js';
export { publishOpenApi } from './openapi.js';
