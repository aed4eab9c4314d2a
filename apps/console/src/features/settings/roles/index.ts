export { AgentRoles } from './lazy-components.js';
export { roleRoute, rolesRoute } from './routes.js';
export { missingChoice, usualReach, type RoleAndReach } from './role-and-reach.js';
export { faultOfUntil, instantsOf, type DaysOfRole } from './role-days-to-instants.js';
export { RoleDays } from './role-days.js';
export { RoleAndReachFields } from './role-and-reach-fields.js';
export { RoleGrantSummary } from './role-grant-summary.js';
