import { z } from 'zod';
import type { NotificationAbout } from './notifications.js';

/** What agents choose by: each notification belongs to one topic. */
export const NotificationTopic = z.enum([
  'citizen-replied',
  'assigned',
  'mentioned',
  'deadline',
  'delivery-failed',
  'approval',
  'security',
]);
export type NotificationTopic = z.infer<typeof NotificationTopic>;

/** The topic of each kind of notification. */
export const topicOf: Readonly<Record<NotificationAbout['type'], NotificationTopic>> = {
  'citizen-replied': 'citizen-replied',
  'followed-case': 'citizen-replied',
  assigned: 'assigned',
  'handed-over': 'assigned',
  substitute: 'assigned',
  'cases-to-give-back': 'assigned',
  'team-handover': 'assigned',
  'many-given': 'assigned',
  'named-for-restricted': 'assigned',
  'taken-over': 'assigned',
  mentioned: 'mentioned',
  'sla-threshold': 'deadline',
  'delivery-failed': 'delivery-failed',
  'template-submitted': 'approval',
  'template-returned': 'approval',
  'template-approved': 'approval',
  'template-withdrawn': 'approval',
  'block-changed': 'approval',
  'break-glass': 'security',
  'second-factor-reset': 'security',
  'passkey-added': 'security',
  'passkey-removed': 'security',
  'passkeys-removed': 'security',
  'new-device': 'security',
  'refused-sign-ins': 'security',
};
