export { serviceAccountRoute, serviceAccountsRoute } from './routes.js';
