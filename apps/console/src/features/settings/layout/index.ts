export { settingsLayout, settingsHomeRoute } from './settings-home-route.js';
export { useSettingsPages } from './use-settings-pages.js';
