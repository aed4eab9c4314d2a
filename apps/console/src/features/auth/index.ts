export { AuthLayout } from './auth-layout.js';
export { SessionEnded, SessionEndWarning } from './lazy-components.js';
export { choosePasswordRoute, forgotPasswordRoute, setupRoute, signInReturnRoute, signInRoute } from './routes.js';
export { LazyStepUpDialog } from './lazy-step-up-dialog.js';
