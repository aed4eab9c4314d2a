import { z } from 'zod';
import { addrSpec } from './addresses.js';
import { reason } from './texts.js';
import { undoSeconds } from '../kit/undo-seconds-setting.js';
import { OAuthConfig } from './oauth/oauth-config.js';

const Address = z
  .string()
  .trim()
  .max(254)
  .transform((value, context) => {
    const address = addrSpec(value);
    if (!address) context.issues.push({ code: 'custom', message: reason('not-a-mail-address'), input: value });
    return address ?? z.NEVER;
  })
  // The form shows the setting as it is typed, not as it is stored.
  .meta({ type: 'string', format: 'email' });

const Host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[^\s/@:]+$|^\[?[\da-f:]+\]?$/i, reason('not-a-host'));
const Port = z.int().min(1).max(65535);
const Secret = z.string().max(1000);

const FolderName = z.string().trim().min(1).max(200);

/** The past of a mailbox: `new` leaves it, `since` reads mail from the beginning of a day as new, `history` imports it as closed cases. */
const Imap = z
  .strictObject({
    host: Host,
    port: Port.default(993),
    secure: z.boolean().default(true),
    user: z.string().trim().min(1).max(320),
    password: Secret.default('').meta({ 'x-secret': true }),
    mailbox: FolderName.default('INBOX'),
    folders: z.array(FolderName).max(20).default([]),
    junk: z.enum(['ignore', 'watch']).default('ignore'),
    sent: z.boolean().default(true),
    start: z.enum(['new', 'since', 'history']).default('new'),
    since: z.iso.date().optional(),
    historyPaused: z.boolean().default(false),
  })
  .superRefine(({ start, since }, context) => {
    if (start === 'since' && !since)
      context.addIssue({ code: 'custom', path: ['since'], message: reason('since-without-date') });
  });

const Outbound = z.strictObject({
  host: Host,
  port: Port.default(587),
  secure: z.boolean().default(false),
  user: z.string().trim().max(320).optional(),
  password: Secret.optional().meta({ 'x-secret': true }),
});

/** Settings of one mail account. The order of the keys is that of the form. */
export const EmailConfig = z.strictObject({
  address: Address,
  aliases: z.array(Address).max(50).default([]),
  displayName: z
    .string()
    .trim()
    .max(120)
    .regex(/^[^\p{Cc}<>"]*$/u, reason('bad-sender-name'))
    .optional(),
  inbound: z
    .strictObject({
      smtp: z.boolean().default(true),
      imap: Imap.optional(),
      /** Where the `X-Spam-…` fields and those of Exchange are believed: of mail from the mailbox, of all mail, or never. */
      spamHeaders: z.enum(['mailbox', 'always', 'never']).default('mailbox'),
      trustedServer: Host.optional(),
      trustedSealers: z.array(Host).max(20).optional(),
    })
    .default({ smtp: true, spamHeaders: 'mailbox' }),
  outbound: Outbound,
  oauth: OAuthConfig.optional(),
  undoSeconds: undoSeconds(10),
});
export type EmailConfig = z.infer<typeof EmailConfig>;
export type ImapConfig = z.infer<typeof Imap>;
export type OutboundConfig = z.infer<typeof Outbound>;

export const secrets = ['inbound.imap.password', 'outbound.password', 'oauth.clientSecret'] as const;

const memory = new WeakMap<EmailConfig, string[]>();

/** Returns all normalised addresses of an account, the main one first. */
export function ownAddresses(config: EmailConfig): string[] {
  let own = memory.get(config);
  if (!own) memory.set(config, (own = [...new Set([config.address, ...config.aliases])]));
  return own;
}
