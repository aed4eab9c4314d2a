export { settingsLayout, settingsHomeRoute } from './routes.js';
