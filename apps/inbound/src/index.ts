export { ChatGateway } from './chat/gateway.js';
export { ChatRoutes } from './chat/routes.js';
export { Hooks } from './hooks.js';
export { InboundModule } from './inbound.module.js';
export { SmtpEdge, smtpLimits } from './smtp.js';
