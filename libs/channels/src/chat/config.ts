import { PreChatField } from '@guichet/contracts';
import { z } from 'zod';
import { isTimezone, spans } from './hours.js';
import { undoSeconds } from '../kit/undo-seconds.js';

const Origin = z
  .string()
  .trim()
  .max(300)
  .refine(
    (value) => URL.parse(value)?.origin === value,
    'An origin has a scheme and a host, as in https://www.town.example.',
  );

const Hours = z
  .string()
  .trim()
  .max(500)
  .refine((value) => spans(value) !== null, 'As in "mo-fr 09:00-12:30, mo-th 13:30-17:00".');

const Texts = z.strictObject({
  fr: z.string().trim().max(500).default('').meta({ title: 'French' }),
  en: z.string().trim().max(500).default('').meta({ title: 'English' }),
});

/** Settings of one chat. The order of the keys is that of the form. */
export const ChatConfig = z
  .strictObject({
    allowedOrigins: z
      .array(Origin)
      .max(50)
      .default([])
      .meta({ title: 'Web sites', description: 'Origins whose pages may show the chat: https://www.town.example' }),
    title: z.string().trim().min(1).max(80).optional().meta({ title: 'Title', description: 'At the top of the chat.' }),
    accent: z
      .string()
      .trim()
      .regex(/^#[0-9a-f]{6}$/i, 'A colour is written as #1d4ed8.')
      .optional()
      .meta({ title: 'Colour', description: 'As #1d4ed8.' }),
    welcome: Texts.default({ fr: '', en: '' }).meta({ title: 'First words' }),
    preChat: z
      .strictObject({
        name: PreChatField.default('off').meta({ title: 'Name' }),
        email: PreChatField.default('off').meta({ title: 'Mail address' }),
        consentText: z
          .string()
          .trim()
          .max(1000)
          .optional()
          .meta({ title: 'Text to agree to', description: 'The visitor must tick it before the first message.' }),
      })
      .default({ name: 'off', email: 'off' })
      .meta({ title: 'Asked before the conversation' }),
    hours: Hours.default('').meta({
      title: 'Hours',
      description: 'When somebody answers: mo-fr 09:00-12:30, mo-th 13:30-17:00. Empty: always.',
    }),
    timezone: z
      .string()
      .trim()
      .max(60)
      .refine(isTimezone, 'This is not a time zone, as in Europe/Paris.')
      .default('Europe/Paris')
      .meta({ title: 'Time zone' }),
    offlineForm: z
      .boolean()
      .default(true)
      .meta({ title: 'Form outside the hours', description: 'Off: the conversation stays open.' }),
    continueByMail: z.boolean().default(true).meta({
      title: 'Go on by mail',
      description: 'Answers that a visitor who left has not seen are mailed to them.',
    }),
    mailAfterMinutes: z.int().min(0).max(1440).default(10).meta({ title: 'Minutes before the mail' }),
    identitySecret: z
      .string()
      .max(500)
      .refine((value) => value === '' || value.length >= 16, 'At least 16 characters.')
      .optional()
      .meta({
        title: 'Identity secret',
        description: 'A web site that knows its visitors signs who they are with it.',
        'x-secret': true,
      }),
    undoSeconds: undoSeconds(0),
  })
  .meta({ title: 'Web chat' });
export type ChatConfig = z.infer<typeof ChatConfig>;

export const secrets = ['identitySecret'] as const;
