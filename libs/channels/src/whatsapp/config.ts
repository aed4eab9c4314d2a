import { z } from 'zod';
import { appFields, MetaId } from '../meta/app-settings.js';
import { reason } from './texts.js';

const BLANK = /\{\{[^{}]*\}\}/g;

const Template = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9_]{1,512}$/, reason('bad-template-name')),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/, reason('bad-template-language')),
  text: z.string().trim().min(1).max(1024),
  header: z
    .string()
    .trim()
    .max(60)
    .refine((header) => (header.match(BLANK) ?? []).every((blank) => blank === '{{1}}'), {
      message: reason('bad-template-header'),
    })
    .optional(),
  headerFile: z.enum(['image', 'video', 'document']).optional(),
  buttons: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(2000)
        .regex(/^[^{}]*(?:\{\{1\}\})?$/, reason('bad-template-button')),
    )
    .max(10)
    .optional(),
});

/** Settings of one WhatsApp number. The order of the keys is that of the form. */
export const WhatsappConfig = z.strictObject({
  phoneNumberId: MetaId,
  businessAccountId: MetaId.optional(),
  ...appFields,
  templates: z.array(Template).max(50).default([]),
});
export type WhatsappConfig = z.infer<typeof WhatsappConfig>;
