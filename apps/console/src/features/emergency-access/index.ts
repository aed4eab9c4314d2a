export { emergencyAccessRoute } from './routes.js';
