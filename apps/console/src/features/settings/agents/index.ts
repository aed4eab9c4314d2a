export { AgentDialog } from './agent-dialog.js';
export { AgentAbsence } from './agent-absence.js';
export { agentRoute, agentsRoute, capacityRoute } from './routes.js';
