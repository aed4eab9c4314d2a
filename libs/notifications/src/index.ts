export { listNotifications, markNotificationsRead } from './list-notifications.js';
export { notify, type NewNotification } from './insert-notifications.js';
export { withdrawNotifications } from './withdraw-notifications.js';
export { notifyOfRefusedSignIns } from './notify-of-refused-sign-ins.js';
export { notifyAgents } from './notify-of-assignment-or-mention.js';
