export { accountRoute } from './routes.js';
