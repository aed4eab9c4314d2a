export { InboundModule } from './inbound.module.js';
export { SmtpEdge, smtpLimits } from './smtp.js';
