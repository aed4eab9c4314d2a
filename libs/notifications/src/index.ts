export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { notify } from './notify.js';
export { notifyAgents } from './notify-agents.js';
