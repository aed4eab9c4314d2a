export { ChatGateway } from './chat/gateway.js';
export { ChatRoutes } from './chat/routes.js';
export { Webhooks } from './webhooks.js';
export { EdgeModule } from './edge.module.js';
export { SmtpEdge, smtpLimits } from './smtp.js';
export { PortalRoutes } from './portal/portal-routes.js';
