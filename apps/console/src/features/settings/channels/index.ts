export { channelsRoute } from './routes.js';
