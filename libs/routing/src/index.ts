export { PLACING } from './apply-rules.js';
export type { IncomingMessage } from './compile-conditions.js';
export { rerouteCase, rulesAskingFor, type Rerouted } from './reroute-on-field-change.js';
export { detectLanguage } from './detect-language.js';
export { InitialRouting, type InitialCaseFields } from './initial-routing.js';
export { ownText } from './sender-own-text.js';
export { fieldsAskedBy } from './apply-rules.js';
export { getRouting, saveRouting } from './load-and-save-rules.js';
export { runRoutingTrial } from './routing-trial.js';
