export { AgentRoles } from './lazy-components.js';
export { rolesRoute } from './routes.js';
