export { SessionEnded } from './lazy.js';
export { setupRoute, signInRoute } from './routes.js';
