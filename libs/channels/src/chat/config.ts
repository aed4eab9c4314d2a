import { PreChatField } from '@guichet/contracts';
import { z } from 'zod';
import { isTimezone, spans } from './opening-hours.js';
import { reason } from './texts.js';
import { undoSeconds } from '../kit/undo-seconds-setting.js';

const Origin = z
  .string()
  .trim()
  .max(300)
  .refine((value) => URL.parse(value)?.origin === value, reason('bad-origin'));

const Hours = z
  .string()
  .trim()
  .max(500)
  .refine((value) => spans(value) !== null, reason('bad-hours'));

const Texts = z.strictObject({
  fr: z.string().trim().max(500).default(''),
  en: z.string().trim().max(500).default(''),
});

/** Settings of one chat. The order of the keys is that of the form. */
export const ChatConfig = z.strictObject({
  allowedOrigins: z.array(Origin).max(50).default([]),
  title: z.string().trim().min(1).max(80).optional(),
  accent: z
    .string()
    .trim()
    .regex(/^#[0-9a-f]{6}$/i, reason('bad-colour'))
    .optional(),
  welcome: Texts.default({ fr: '', en: '' }),
  preChat: z
    .strictObject({
      name: PreChatField.default('off'),
      email: PreChatField.default('off'),
      consentText: z.string().trim().max(1000).optional(),
    })
    .default({ name: 'off', email: 'off' }),
  hours: Hours.default(''),
  timezone: z.string().trim().max(60).refine(isTimezone, reason('bad-time-zone')).default('Europe/Paris'),
  offlineForm: z.boolean().default(true),
  continueByMail: z.boolean().default(true),
  mailAfterMinutes: z.int().min(0).max(1440).default(10),
  identitySecret: z
    .string()
    .max(500)
    .refine((value) => value === '' || value.length >= 16, reason('short-secret'))
    .optional()
    .meta({ 'x-secret': true }),
  undoSeconds: undoSeconds(0),
});
export type ChatConfig = z.infer<typeof ChatConfig>;

export const secrets = ['identitySecret'] as const;
