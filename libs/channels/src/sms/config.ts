import { z } from 'zod';
import { e164 } from '../phone-numbers.js';
import { undoSeconds } from '../kit/undo-seconds.js';

/** What carriers let stand for a number: up to eleven letters, digits and a few others, at least one of them a letter. */
const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}$/;
const SHORT_CODE = /^\d{4,8}$/;

export const isSenderName = (sender: string): boolean => SENDER_NAME.test(sender);

const Sender = z
  .string()
  .trim()
  .max(30)
  .transform((value, context) => {
    const sender = isSenderName(value) || SHORT_CODE.test(value) ? value : e164(value);
    if (!sender)
      context.issues.push({ code: 'custom', message: 'This is no number and no sender name.', input: value });
    return sender ?? z.NEVER;
  })
  // What the form is drawn from is what is typed.
  .meta({ type: 'string' });

const sid = (prefix: string) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `It begins with ${prefix}.`);

/** Settings of one number, or of a messaging service. The order of the keys is that of the form. */
export const SmsConfig = z
  .strictObject({
    accountSid: sid('AC').meta({ title: 'Account SID' }),
    authToken: z.string().trim().min(1).max(200).meta({
      title: 'Auth token',
      description: 'The primary one: it also signs the webhook calls.',
      'x-secret': true,
    }),
    from: Sender.optional().meta({
      title: 'Number',
      description: 'Of the Twilio account. A sender name of letters can send and not receive.',
    }),
    messagingServiceSid: sid('MG')
      .optional()
      .meta({ title: 'Messaging service', description: 'Its SID, where a pool of numbers sends and receives.' }),
    apiBaseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .meta({ title: 'API address', description: 'Only for another region of Twilio, or a proxy.' }),
    reconcileSeconds: z.int().min(1).max(86_400).default(300).meta({
      title: 'Look after missed messages',
      description: 'Every so many seconds Twilio is asked for messages whose webhook call was lost.',
    }),
    undoSeconds: undoSeconds(5),
  })
  .refine(({ from, messagingServiceSid }) => from !== undefined || messagingServiceSid !== undefined, {
    path: ['from'],
    error: 'A number or a messaging service is needed.',
  })
  .meta({ title: 'SMS by Twilio' });
export type SmsConfig = z.infer<typeof SmsConfig>;

export const secrets = ['authToken'] as const;
