export { settingsLayout, settingsHomeRoute } from './settings-home-route.js';
