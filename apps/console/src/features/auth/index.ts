export { AuthLayout } from './auth-layout.js';
export { SessionEnded, SessionEndWarning } from './lazy-components.js';
export { choosePasswordRoute, forgotPasswordRoute, setupRoute, signInReturnRoute, signInRoute } from './routes.js';
export { StepUp } from './step-up.js';
