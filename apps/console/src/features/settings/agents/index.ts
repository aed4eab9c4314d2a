export { Absence } from './absence.js';
export { agentRoute, agentsRoute, capacityRoute } from './routes.js';
