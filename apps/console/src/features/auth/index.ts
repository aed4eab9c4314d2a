export { AuthLayout } from './auth-layout.js';
export { SessionEnded } from './lazy-components.js';
export { setupRoute, signInRoute } from './routes.js';
export { StepUp } from './step-up.js';
