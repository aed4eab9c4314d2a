import { lazyPart } from '../../../shared/router/lazy-parts.js';

export const AgentRoles = lazyPart(() => import('./agent-roles.js'), 'AgentRoles');
