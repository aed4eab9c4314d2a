export { slaRoute } from './routes.js';
