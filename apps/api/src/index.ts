export { ApiModule } from './api.module.js';
export { httpAdapter, prepareHttp } from './http/prepare-http.js';
export { OAuthRoutes } from './oauth/oauth-routes.js';
export { SamlRoutes } from './saml/saml-routes.js';
export { ScimRoutes } from './scim/scim-routes.js';
export { publishApiDocuments } from './publish-api-documents.js';
