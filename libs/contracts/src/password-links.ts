import { z } from 'zod';
import { Password } from './agents.js';
import { ApiToken } from './api-tokens.js';
import { Id, Instant, Language } from './primitives.js';
import { OpenSession } from './sessions.js';

/**
 * `invitation`: for somebody who has never had a password. For somebody who chooses a new one: `reset` that an administrator asked for,
 * `forgotten` that they asked for themselves. One of them leaves the other as good as it was.
 */
export const PasswordLinkPurpose = z.enum(['invitation', 'reset', 'forgotten']);
export type PasswordLinkPurpose = z.infer<typeof PasswordLinkPurpose>;

/** How long links are good, in minutes: an invitation, a link that an administrator asked for, and one for a forgotten password. */
export const passwordLinkMinutes = { invitation: 72 * 60, handedOver: 24 * 60, forgotten: 30 } as const;

/** A link by which an agent chooses a password, as administrators see it: without its secret. */
export const PasswordLink = z.object({
  agentId: Id,
  purpose: PasswordLinkPurpose,
  createdAt: Instant,
  expiresAt: Instant,
  /**
   * What became of the mail with it. `none`: no mail account can send it, and nobody was shown a link yet. `handed-over`: an
   * administrator was shown one.
   */
  mail: z.enum(['waiting', 'sent', 'failed', 'none', 'handed-over']),
  /** Why the mail was not sent: a code of the channels with its data. */
  mailProblem: z.string().nullable(),
});
export type PasswordLink = z.infer<typeof PasswordLink>;

/** `mail` sends it to the agent; `link` shows it once to whoever asks, who hands it over. */
export const CreatePasswordLink = z.strictObject({ by: z.enum(['mail', 'link']) });
export type CreatePasswordLink = z.infer<typeof CreatePasswordLink>;

/** The link is null where it went by mail. It is shown this once. */
export const NewPasswordLink = PasswordLink.extend({ link: z.string().nullable() });
export type NewPasswordLink = z.infer<typeof NewPasswordLink>;

/** The response is the same whether there is such an agent or not. */
export const ForgotPassword = z.strictObject({
  email: z.string().trim().max(254),
  /** The language of the mail, for an agent who has chosen none. */
  language: Language.default('fr'),
});
export type ForgotPassword = z.infer<typeof ForgotPassword>;

/** The secret of a link, which is the part of its address behind `#`: it is not sent with the page, and is in no log. */
const Secret = z.string().max(200);
export const CheckPasswordLink = z.strictObject({ secret: Secret });

/** For whom a link is, which the page shows before a password is chosen. Reading it does not use the link up. */
export const OpenPasswordLink = z.object({
  purpose: PasswordLinkPurpose,
  name: z.string(),
  email: z.string(),
  organisation: z.string(),
});
export type OpenPasswordLink = z.infer<typeof OpenPasswordLink>;

export const ChoosePassword = z.strictObject({
  secret: Secret,
  password: Password,
  /** The language of the mail that tells of it, for an agent who has chosen none. */
  language: Language.default('fr'),
});
export type ChoosePassword = z.infer<typeof ChoosePassword>;

/** By what an agent is signed in: sessions and API tokens. */
export const AgentAccess = z.object({ sessions: z.array(OpenSession), tokens: z.array(ApiToken) });
export type AgentAccess = z.infer<typeof AgentAccess>;
