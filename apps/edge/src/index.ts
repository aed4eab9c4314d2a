export { ChatGateway } from './chat/chat-gateway.js';
export { ChatRoutes } from './chat/chat-http-routes.js';
export { Webhooks } from './provider-webhooks.js';
export { EdgeModule } from './edge.module.js';
export { SmtpEdge, smtpLimits } from './smtp-server.js';
export { selfSignedCertificate } from './smtp-tls/self-signed-certificate.js';
export { PortalRoutes } from './portal/citizen-page-routes.js';
