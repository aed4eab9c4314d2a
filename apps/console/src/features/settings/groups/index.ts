export { groupsRoute } from './routes.js';
