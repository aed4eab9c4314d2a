export { isForAllTeams, mayBeAssigned } from './assignable-agents.js';
export type { IncomingMessage } from './conditions.js';
export { detectLanguage } from './detect-language.js';
export { InitialRouting, type InitialCaseFields } from './initial-routing.js';
export { ownText } from './own-text.js';
export { getRouting, saveRouting } from './rules.js';
export { runRoutingTrial } from './trial.js';
