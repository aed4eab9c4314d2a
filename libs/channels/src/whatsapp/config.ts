import { z } from 'zod';
import { appFields, MetaId } from '../meta/config.js';

const Template = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9_]{1,512}$/, 'Lower-case letters, digits and underscores only.')
    .meta({ title: 'Name' }),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(?:_[A-Z]{2,3})?$/, 'A language as Meta spells it, like fr or en_US.')
    .meta({ title: 'Language', description: 'As Meta spells it: fr, en_US.' }),
  text: z
    .string()
    .trim()
    .min(1)
    .max(1024)
    .meta({ title: 'Text', description: 'As approved, with its blanks {{1}}, {{2}}…' }),
});

/** Settings of one WhatsApp number. The order of the keys is that of the form. */
export const WhatsappConfig = z
  .strictObject({
    phoneNumberId: MetaId.meta({ title: 'Phone number ID', description: 'Not the number itself: its id at Meta.' }),
    businessAccountId: MetaId.optional().meta({
      title: 'WhatsApp Business account ID',
      description: 'Lets the test look at the webhook and the templates.',
    }),
    ...appFields,
    templates: z.array(Template).max(50).default([]).meta({
      title: 'Approved templates',
      description: 'May be sent when the citizen last wrote more than 24 hours ago.',
    }),
  })
  .meta({ title: 'WhatsApp number' });
export type WhatsappConfig = z.infer<typeof WhatsappConfig>;
