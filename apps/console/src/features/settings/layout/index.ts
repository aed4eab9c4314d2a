export { settingsLayout, settingsHomeRoute } from './settings-layout-and-home-route.js';
export { useSettingsPages } from './use-settings-pages.js';
