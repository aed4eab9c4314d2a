export { teamRoutes, teamsRoute } from './routes.js';
