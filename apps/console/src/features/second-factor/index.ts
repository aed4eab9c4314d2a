export { PasskeysSection } from './passkeys-section.js';
export { requiredSecondFactorRoute } from './routes.js';
export { SecondFactorOfAgent } from './second-factor-of-agent.js';
export { SecondFactorRequirementSettings } from './second-factor-requirement-settings.js';
export { SecondFactorSection } from './second-factor-section.js';
export { roleSecondFactorQuery, secondFactorQuery } from './second-factor-query.js';
export { summaryOf } from './grace-days.js';
export { ConfirmStoppingAgentsDialog } from './confirm-stopping-agents-dialog.js';
