export { AgentRoles } from './lazy-components.js';
export { roleRoute, rolesRoute } from './routes.js';
export { missingChoice, usualReach, type RoleAndReach } from './role-and-reach.js';
export { RoleAndReachFields } from './role-and-reach-fields.js';
export { WhatIsGiven } from './what-is-given.js';
