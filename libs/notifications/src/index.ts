export { listNotifications, markNotificationsRead } from './list-and-mark-read-notifications.js';
export { notify, type NewNotification } from './insert-notifications.js';
export { preferencesOf } from './preferences/notification-preferences.js';
export { pauseNotifications, savePreferences } from './preferences/save-preferences.js';
export { addPushDevice, pushDevices, removePushDevice } from './push/push-devices.js';
export { makeVapidKeys } from './push/vapid-keys.js';
export { planDigests } from './digest/plan-digests.js';
export {
  claimDigest,
  releaseDigest,
  markMailed,
  waitingForMail,
  type NotificationForMail,
} from './digest/notifications-for-digest.js';
export { planPushes, reschedulePushes } from './push/plan-pushes.js';
export { sendPush } from './push/send-push.js';
export { withdrawAssigned, withdrawByKey, withdrawNotifications, withdrawTakenOver } from './withdraw-notifications.js';
export { notifyOfRefusedSignIns } from './notify-of-refused-sign-ins.js';
export { notifyAgents } from './notify-agents-of-case-events.js';
