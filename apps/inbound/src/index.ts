export { Hooks } from './hooks.js';
export { InboundModule } from './inbound.module.js';
export { SmtpEdge, smtpLimits } from './smtp.js';
