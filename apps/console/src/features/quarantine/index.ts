export { quarantineRoute } from './routes.js';
