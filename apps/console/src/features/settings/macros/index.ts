export { macrosRoute } from './routes.js';
