import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds-setting.js';
import { reason } from './texts.js';

const Secret = z.string().trim().min(1).max(1000);

/** An id of something at Meta: digits only. */
export const MetaId = z
  .string()
  .trim()
  .regex(/^\d{3,25}$/, reason('bad-id'));

/** What an account needs of its Meta app, in the order of the form. */
export const appFields = {
  accessToken: Secret.meta({ 'x-secret': true }),
  appSecret: Secret.meta({ 'x-secret': true }),
  verifyToken: Secret.meta({ 'x-secret': true }),
  apiBaseUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  undoSeconds: undoSeconds(10),
};

export const appSecrets = ['accessToken', 'appSecret', 'verifyToken'] as const;

export interface AppConfig {
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  apiBaseUrl?: string | undefined;
}
