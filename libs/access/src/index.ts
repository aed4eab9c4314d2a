export { actorOf, allow, mayWrite, permissionsOf, reach, teamsFor, type Principal } from './principal.js';
export { digestOf, newSecret } from './credentials.js';
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
export { createToken, deleteToken, tokensOf } from './tokens.js';
export { agents, createAgent, updateAgent, updateMe } from './agents.js';
export { organisationOf, saveOrganisation } from './organisation.js';
export { createTeam, teams, updateTeam } from './teams.js';
export { ensureAdministrator, newSetupSecret, setUp, setupIsOpen } from './setup.js';
export { anyCaseFor, caseFor, maySee, refuseMerged } from './case-gate.js';
