export { blockedSendersRoute } from './routes.js';
