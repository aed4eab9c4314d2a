export { SessionEnded } from './lazy-components.js';
export { setupRoute, signInRoute } from './routes.js';
