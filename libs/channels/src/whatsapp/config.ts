import { z } from 'zod';
import { appFields, MetaId } from '../meta/app-settings.js';
import { reason } from './texts.js';

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
});

/** Settings of one WhatsApp number. The order of the keys is that of the form. */
export const WhatsappConfig = z.strictObject({
  phoneNumberId: MetaId,
  businessAccountId: MetaId.optional(),
  ...appFields,
  templates: z.array(Template).max(50).default([]),
});
export type WhatsappConfig = z.infer<typeof WhatsappConfig>;
