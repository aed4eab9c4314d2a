export { organisationRoute } from './routes.js';
