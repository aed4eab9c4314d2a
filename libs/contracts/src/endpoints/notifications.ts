import { defineEndpoints } from '../define-endpoints.js';
import { NotificationQuery, Notifications, ReadNotifications } from '../notifications.js';

/** The notifications of the signed-in agent. */
export const notificationEndpoints = defineEndpoints({
  listNotifications: {
    ...{
      method: 'GET',
      path: '/notifications',
      tag: 'notifications',
      summary: 'One’s own notifications, newest first',
    },
    ...{ query: NotificationQuery, response: Notifications, status: 200, scope: 'signed-in', errors: [] },
  },
  readNotifications: {
    ...{
      method: 'POST',
      path: '/notifications/read',
      tag: 'notifications',
      summary: 'Mark these notifications read, or all',
    },
    ...{ body: ReadNotifications, response: null, status: 204, scope: 'signed-in', errors: [] },
  },
});
