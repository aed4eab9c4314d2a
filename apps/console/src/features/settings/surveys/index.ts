export { surveysRoute } from './routes.js';
