import { z } from 'zod';
import { e164 } from '../phone-numbers.js';
import { reason } from './texts.js';

/** What carriers let stand for a number: up to eleven letters, digits and a few others, at least one of them a letter. */
const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}$/;
const SHORT_CODE = /^\d{4,8}$/;

export const isSenderName = (sender: string): boolean => SENDER_NAME.test(sender);

/** By whom an SMS is sent: a number, a short code or a name. */
export const Sender = z
  .string()
  .trim()
  .max(30)
  .transform((value, context) => {
    const sender = isSenderName(value) || SHORT_CODE.test(value) ? value : e164(value);
    if (!sender) context.issues.push({ code: 'custom', message: reason('bad-sender'), input: value });
    return sender ?? z.NEVER;
  })
  // The form shows the setting as it is typed, not as it is stored.
  .meta({ type: 'string' });
