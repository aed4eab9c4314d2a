export { actorOf, allow, mayWrite, permissionsOf, reach, type Principal } from './principal.js';
export { digestOf, newSecret } from './secrets-and-digests.js';
export {
  endSession,
  openSession,
  principalOf,
  principalOfSession,
  principalOfToken,
  sessionsOf,
  signIn,
  SESSION_DAYS,
} from './sessions.js';
export { createToken, deleteToken, tokensOf } from './api-tokens.js';
export { agents, createAgent, updateAgent, updateMe } from './agents.js';
export { organisationOf, saveOrganisation } from './organisation.js';
export { createTeam, teams, updateTeam } from './teams.js';
export { ensureAdministrator, newSetupSecret, setUp, setupIsOpen } from './first-administrator.js';
export { anyCaseFor, caseFor, refuseMerged } from './case-gate.js';
export { ALL_TEAMS, parameters, roomOf, Scope, scope, type Bind } from './scope.js';
export { runOnce } from './idempotency-keys.js';
export { purgeAccess } from './purge-expired-sessions.js';
