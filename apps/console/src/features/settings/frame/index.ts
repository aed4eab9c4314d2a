export { settingsFrame, settingsHomeRoute } from './routes.js';
