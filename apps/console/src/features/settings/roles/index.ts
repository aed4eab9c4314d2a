export { AgentRoles } from './lazy-components.js';
export { roleRoute, rolesRoute } from './routes.js';
