export { routingRoute } from './routes.js';
