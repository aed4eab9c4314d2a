import { z } from 'zod';
import { addrSpec } from './addresses.js';
import { undoSeconds } from '../kit/undo-seconds.js';

const Address = z
  .string()
  .trim()
  .max(254)
  .transform((value, context) => {
    const address = addrSpec(value);
    if (!address) context.issues.push({ code: 'custom', message: 'This is not a mail address.', input: value });
    return address ?? z.NEVER;
  })
  // What the form is drawn from is what is typed.
  .meta({ type: 'string', format: 'email' });

const Host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^\s/@:]+$|^\[?[\da-f:]+\]?$/i, 'This is not a host name.');
const Port = z.int().min(1).max(65535);
const Secret = z.string().max(1000);

const Imap = z
  .strictObject({
    host: Host.meta({ title: 'Server' }),
    port: Port.default(993).meta({ title: 'Port', description: '993 with TLS, 143 without.' }),
    secure: z
      .boolean()
      .default(true)
      .meta({ title: 'TLS from the start', description: 'Off: STARTTLS is used where the server offers it.' }),
    user: z.string().trim().min(1).max(320).meta({ title: 'User' }),
    password: Secret.default('').meta({ title: 'Password', 'x-secret': true }),
    mailbox: z.string().trim().min(1).max(200).default('INBOX').meta({ title: 'Mailbox' }),
  })
  .meta({
    title: 'Mailbox to read (IMAP)',
    description: 'Mail is fetched as it arrives and stays in the mailbox, marked as read.',
  });

const Outbound = z
  .strictObject({
    host: Host.meta({ title: 'Server' }),
    port: Port.default(587).meta({
      title: 'Port',
      description: '587 or 25 with STARTTLS, 465 with TLS from the start.',
    }),
    secure: z.boolean().default(false).meta({
      title: 'TLS from the start',
      description: 'Off: STARTTLS is used where the server offers it, and always before a password.',
    }),
    user: z.string().trim().max(320).optional().meta({ title: 'User' }),
    password: Secret.optional().meta({ title: 'Password', 'x-secret': true }),
  })
  .meta({ title: 'Outgoing server (SMTP)' });

/** Settings of one mail account. The order of the keys is that of the form. */
export const EmailConfig = z
  .strictObject({
    address: Address.meta({ title: 'Address', description: 'Citizens write to it, and answers come from it.' }),
    aliases: z
      .array(Address)
      .max(50)
      .default([])
      .meta({ title: 'Other addresses', description: 'Also received by this account.' }),
    displayName: z
      .string()
      .trim()
      .max(120)
      .regex(/^[^\p{Cc}<>"]*$/u, 'A name has no quotes, brackets or line breaks.')
      .optional()
      .meta({ title: 'Sender name', description: 'Shown beside the address; by default the name of the account.' }),
    inbound: z
      .strictObject({
        smtp: z
          .boolean()
          .default(true)
          .meta({ title: 'Built-in mail server', description: 'Receives mail for these addresses on the SMTP port.' }),
        imap: Imap.optional(),
      })
      .default({ smtp: true })
      .meta({ title: 'Incoming' }),
    outbound: Outbound,
    undoSeconds: undoSeconds(10),
  })
  .meta({ title: 'Mail account' });
export type EmailConfig = z.infer<typeof EmailConfig>;
export type ImapConfig = z.infer<typeof Imap>;
export type OutboundConfig = z.infer<typeof Outbound>;

export const secrets = ['inbound.imap.password', 'outbound.password'] as const;

const memory = new WeakMap<EmailConfig, string[]>();

/** All addresses of an account in their one spelling, the main one first. */
export function ownAddresses(config: EmailConfig): string[] {
  let own = memory.get(config);
  if (!own) memory.set(config, (own = [...new Set([config.address, ...config.aliases])]));
  return own;
}
