export { sectorsRoute } from './routes.js';
