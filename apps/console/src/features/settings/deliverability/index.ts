export { deliverabilityRoute } from './routes.js';
