export { emergencyAccessesRoute, emergencyAccessRoute } from './routes.js';
