export { channelsRoute, consentRoute } from './routes.js';
