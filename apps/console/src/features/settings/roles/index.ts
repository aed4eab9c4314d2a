export { AgentRoles } from './lazy-components.js';
export { roleRoute, rolesRoute } from './routes.js';
export { missingChoice, usualReach, type RoleAndReach } from './role-and-reach.js';
export { faultOfUntil, instantsOf, type DaysOfRole } from './days-of-a-role.js';
export { RoleDays } from './role-days.js';
export { RoleAndReachFields } from './role-and-reach-fields.js';
export { WhatIsGiven } from './what-is-given.js';
