import { SECRET_KEPT } from '@guichet/contracts';
import { z } from 'zod';
import { addrSpec } from './addresses.js';
import { reason } from './texts.js';
import { undoSeconds } from '../kit/undo-seconds-setting.js';
import { OAuthConfig } from './oauth/oauth-app-config.js';

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

/** A setting that hardly anybody changes: the form has it where it is looked for, and not where everybody reads. */
const ADVANCED = { 'x-advanced': true };

const DAY_MS = 86_400_000;

/** Whether a day has not begun anywhere: mail from then on would be awaited, and all that comes until then left out. */
const isAhead = (day: string): boolean => Date.parse(day) > Date.now() + DAY_MS;

/** The past of a mailbox: `new` leaves it, `since` reads mail from the beginning of a day as new, `history` imports it as closed cases. */
const Imap = z
  .strictObject({
    host: Host,
    port: Port.default(993),
    secure: z.boolean().default(true),
    user: z.string().trim().min(1).max(320),
    password: Secret.default('').meta({ 'x-secret': true }),
    mailbox: FolderName.default('INBOX').meta(ADVANCED),
    folders: z.array(FolderName).max(20).default([]).meta(ADVANCED),
    start: z.enum(['new', 'since', 'history']).default('new'),
    since: z.iso
      .date()
      .optional()
      .meta({ 'x-when': { start: 'since' } }),
    junk: z.enum(['ignore', 'watch']).default('ignore'),
    sent: z.boolean().default(true).meta(ADVANCED),
    historyPaused: z
      .boolean()
      .default(false)
      .meta({ ...ADVANCED, 'x-when': { start: 'history' } }),
  })
  .superRefine(({ start, since }, context) => {
    if (start === 'since' && !since)
      context.addIssue({ code: 'custom', path: ['since'], message: reason('since-without-date') });
    if (start === 'since' && since && isAhead(since))
      context.addIssue({ code: 'custom', path: ['since'], message: reason('since-ahead') });
  });

const Outbound = z.strictObject({
  host: Host,
  port: Port.default(587),
  secure: z.boolean().default(false),
  user: z.string().trim().max(320).optional(),
  password: Secret.optional().meta({ 'x-secret': true }),
  /** The most messages a minute to recipients of one domain. */
  perMinute: z.int().min(1).max(10_000).optional().meta(ADVANCED),
  /** How long the server may take to reply to one command. */
  timeoutSeconds: z.number().min(0.1).max(900).optional().meta(ADVANCED),
});

/** Settings of one mail account. The order of the keys is that of the form. */
export const EmailConfig = z.strictObject({
  address: Address,
  aliases: z.array(Address).max(50).default([]).meta(ADVANCED),
  displayName: z
    .string()
    .trim()
    .max(120)
    .regex(/^[^\p{Cc}<>"]*$/u, reason('bad-sender-name'))
    .optional()
    .meta(ADVANCED),
  inbound: z
    .strictObject({
      smtp: z.boolean().default(true),
      imap: Imap.optional(),
      /** Where the `X-Spam-…` fields and those of Exchange are believed: of mail from the mailbox, of all mail, or never. */
      spamHeaders: z.enum(['mailbox', 'always', 'never']).default('mailbox').meta(ADVANCED),
      trustedServer: Host.optional().meta(ADVANCED),
      trustedSealers: z.array(Host).max(20).optional().meta(ADVANCED),
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

/** The settings that say by which password mail is sent. */
type Passwords = Pick<EmailConfig, 'outbound'> & { inbound: Pick<EmailConfig['inbound'], 'imap'> };

const OUTGOING = 'outbound.password';
const INCOMING = 'inbound.imap.password';

const isSameUser = ({ inbound, outbound }: Passwords): boolean =>
  Boolean(outbound.user) && outbound.user === inbound.imap?.user;

/** The password by which an account signs in to send: its own, or that of receiving where the same user has been given none. */
export const passwordForSending = (config: Passwords): string | undefined =>
  config.outbound.password || (isSameUser(config) ? config.inbound.imap?.password : undefined);

/** Returns that the password of receiving is used for sending as well, where it is. */
export const lentSecret = (config: EmailConfig): { secret: string; to: string } | undefined =>
  !config.oauth && !config.outbound.password && config.inbound.imap?.password && isSameUser(config)
    ? { secret: INCOMING, to: OUTGOING }
    : undefined;

/** One password that was stored for both is one: with another for receiving, that is the one for sending, too. */
export function completeEntered(entered: EmailConfig, saved: Readonly<Record<string, unknown>>): EmailConfig {
  const { inbound, outbound } = entered;
  const wasOne = saved[OUTGOING] !== undefined && saved[OUTGOING] === saved[INCOMING];
  if (!wasOne || outbound.password !== SECRET_KEPT || inbound.imap?.password === SECRET_KEPT) return entered;
  const one = { ...entered, outbound: { ...outbound, password: '' } };
  return lentSecret(one) ? one : entered;
}
