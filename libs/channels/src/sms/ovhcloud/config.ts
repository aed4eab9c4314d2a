import { z } from 'zod';
import { undoSeconds } from '../../kit/undo-seconds-setting.js';
import { Sender } from '../sender-setting.js';
import { reason } from './texts.js';

const Key = z.string().trim().min(8).max(100);

/** Settings of one SMS account of OVHcloud. The order of the keys is that of the form. */
export const OvhcloudConfig = z.strictObject({
  provider: z.literal('ovhcloud'),
  serviceName: z
    .string()
    .trim()
    .regex(/^sms-[a-z]{2}\d{1,10}-\d{1,4}$/, reason('bad-service-name')),
  applicationKey: Key,
  applicationSecret: Key.meta({ 'x-secret': true }),
  consumerKey: Key.meta({ 'x-secret': true }),
  sender: Sender.optional(),
  stopClause: z.boolean().default(false),
  apiBaseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  pollSeconds: z.int().min(1).max(3600).default(60),
  undoSeconds: undoSeconds(10),
});
export type OvhcloudConfig = z.infer<typeof OvhcloudConfig>;

export const secrets = ['applicationSecret', 'consumerKey'] as const;
