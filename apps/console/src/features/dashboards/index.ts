export { dashboardRoutes, wallboardRoute } from './routes.js';
