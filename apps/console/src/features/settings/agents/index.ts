export { InviteAgentDialog } from './invite-agent-dialog.js';
export { AgentAbsence } from './agent-absence.js';
export { agentRoute, agentsRoute, capacityRoute } from './routes.js';
