export { notificationSettingsRoute } from './routes.js';
