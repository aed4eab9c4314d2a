import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  OwnNotificationPreferences,
  SaveNotificationPreferences,
  PauseNotifications,
} from '../notification-preferences.js';
import { AddPushDevice, PushDevice, PushDevices } from '../push-devices.js';
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
  getNotificationPreferences: {
    ...{ method: 'GET', path: '/notifications/preferences', tag: 'notifications' },
    summary: 'Of what one is notified, by which ways, and when not',
    ...{ response: OwnNotificationPreferences, status: 200, scope: 'in-person', errors: [] },
  },
  saveNotificationPreferences: {
    ...{ method: 'PUT', path: '/notifications/preferences', tag: 'notifications' },
    summary: 'Choose of what one is notified, by which ways, and when not',
    ...{
      body: SaveNotificationPreferences,
      response: OwnNotificationPreferences,
      status: 200,
      scope: 'in-person',
      errors: [],
    },
  },
  getPushDevices: {
    ...{ method: 'GET', path: '/notifications/devices', tag: 'notifications' },
    summary: 'The browsers in which one is notified, and the key by which another becomes one',
    ...{ response: PushDevices, status: 200, scope: 'in-person', errors: [] },
  },
  addPushDevice: {
    ...{ method: 'POST', path: '/notifications/devices', tag: 'notifications' },
    summary: 'Be notified in the browser of this session, until it ends',
    ...{ body: AddPushDevice, response: PushDevice, status: 201, scope: 'in-person' },
    errors: [],
  },
  removePushDevice: {
    ...{ method: 'DELETE', path: '/notifications/devices/:id', tag: 'notifications' },
    summary: 'Be notified in a browser no more',
    ...{ params: byId, response: null, status: 204, scope: 'in-person', errors: ['not-found'] },
  },
  pauseNotifications: {
    ...{ method: 'PUT', path: '/notifications/pause', tag: 'notifications' },
    summary: 'Be told by nothing but the list until a moment, or no longer',
    ...{
      body: PauseNotifications,
      response: OwnNotificationPreferences,
      status: 200,
      scope: 'in-person',
      errors: [],
    },
  },
});
