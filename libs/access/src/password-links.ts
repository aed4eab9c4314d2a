import {
  passwordLinkMinutes,
  type ChoosePassword,
  type Language,
  type OpenPasswordLink,
  type PasswordLink as LinkShape,
  type PasswordLinkPurpose,
} from '@guichet/contracts';
import { isoTime, PasswordLink, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { endAllAccess } from './agent-sessions-and-tokens.js';
import { assertMayActAs } from './give-and-take-roles.js';
import { organisationOf } from './organisation.js';
import { assertHardToGuess, hashPassword, notifyOfNewPassword } from './passwords.js';
import { allow, assertAnother, assertInPerson, type Principal } from './principal.js';
import { REPLACES_PASSWORD } from './providers/password-or-provider-sign-in.js';
import { digestOf, newSecret } from './secrets-and-digests.js';

const LINKS = `select agent_id as "agentId", purpose, ${isoTime('created_at')} as "createdAt",
  ${isoTime('expires_at')} as "expiresAt", case when mail = 'none' and digest is not null then 'handed-over' else mail end as mail,
  mail_problem as "mailProblem" from password_link`;

/** The invitations that nobody has accepted yet, and links for a new password that administrators asked for or agents themselves. */
export function passwordLinks(reader: Reader, who: Principal): Promise<LinkShape[]> {
  allow(who, 'agent.manage');
  return reader.query(`${LINKS} order by created_at desc, agent_id`);
}

/** How a link reaches its agent: by a mail of ours, by an administrator who is shown it, or not yet. */
export type LinkDelivery = 'mail' | 'link' | 'later';

/**
 * Makes a link by which an agent chooses a password: an invitation where they have none yet. It takes the place of an earlier one.
 * Returns its secret where it is to be shown, which is kept nowhere. The secret of one that is mailed is made for the mail.
 *
 * @throws Failure `not-permitted`, also for a token and for oneself; `not-found` for an agent who is not there or not active;
 *   `conflict` for one who may do more.
 */
export async function createPasswordLink(
  tx: Tx,
  who: Principal,
  wanted: { agentId: string; by: LinkDelivery },
): Promise<{ link: LinkShape; secret: string | null }> {
  assertInPerson(who);
  assertAnother(who, wanted.agentId);
  return makeLink(tx, who, wanted);
}

async function makeLink(
  tx: Tx,
  who: Principal,
  { agentId, by }: { agentId: string; by: LinkDelivery },
): Promise<{ link: LinkShape; secret: string | null }> {
  allow(who, 'agent.manage');
  const [agent] = await tx.query<{ isNew: boolean }>(
    `select password_hash is null as "isNew" from agent where id = $1 and active for update`,
    [agentId],
  );
  if (!agent) throw new Failure('not-found');
  await assertMayActAs(tx, who, agentId);
  const purpose = agent.isNew ? 'invitation' : 'reset';
  const minutes = agent.isNew ? passwordLinkMinutes.invitation : passwordLinkMinutes.handedOver;
  const secret = by === 'link' ? newSecret() : null;
  await storeLink(tx, { agentId, purpose, minutes, secret, mail: by === 'mail' ? 'waiting' : 'none' });
  if (by === 'mail') await tx.job('mail-password-link', { agentId, purpose, language: who.language ?? 'fr' });
  const [link] = await tx.query<LinkShape>(`${LINKS} where agent_id = $1 and purpose = $2`, [agentId, purpose]);
  return { link: link!, secret };
}

/**
 * Invites a new agent to choose a password, but not where agents of their domain sign in by a provider alone.
 * A token that may create agents invites them, too.
 *
 * @throws Failure as `createPasswordLink`.
 */
export async function inviteAgent(
  tx: Tx,
  who: Principal,
  { agentId, by }: { agentId: string; by: LinkDelivery },
): Promise<void> {
  const [provider] = await tx.query(
    `select 1 from agent a join sign_in_provider p on ${REPLACES_PASSWORD} where a.id = $1 limit 1`,
    [agentId],
  );
  if (!provider) await makeLink(tx, who, { agentId, by });
}

interface StoredLink {
  agentId: string;
  purpose: PasswordLinkPurpose;
  minutes: number;
  secret: string | null;
  mail: PasswordLink['mail'];
}

async function storeLink(tx: Tx, { agentId, purpose, minutes, secret, mail }: StoredLink): Promise<void> {
  await tx.repo(PasswordLink).upsert(
    {
      agentId,
      purpose,
      digest: secret && digestOf(secret),
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + minutes * 60_000),
      mail,
      mailProblem: null,
    },
    ['agentId', 'purpose'],
  );
  publishLinkChanged(tx, agentId);
}

const publishLinkChanged = (tx: Tx, agentId: string): void =>
  tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });

/**
 * Withdraws the links of an agent, mailed or not.
 *
 * @throws Failure `not-permitted`, `not-found` where there are none, `conflict` (`beyond-own-rights`).
 */
export async function revokePasswordLinks(tx: Tx, who: Principal, agentId: string): Promise<void> {
  allow(who, 'agent.manage');
  await assertMayActAs(tx, who, agentId);
  const ended = await tx.query(`delete from password_link where agent_id = $1 returning agent_id`, [agentId]);
  if (ended.length === 0) throw new Failure('not-found');
  publishLinkChanged(tx, agentId);
}

/** Who gets a mail with a link. */
export interface LinkRecipient {
  agentId: string;
  name: string;
  email: string;
  language: Language | null;
}

/**
 * Makes the link of an agent who has forgotten their password. Null: there is no active agent of this address who signs in by a
 * password, or is invited to. Anybody may ask: a link that an administrator has handed over, or mailed, stays as good as it was.
 */
export async function createResetLink(tx: Tx, email: string): Promise<string | null> {
  const [agent] = await tx.query<{ id: string }>(
    `select id from agent a where email = $1 and active
       and (password_hash is not null or exists (select 1 from password_link where agent_id = a.id))
       and not exists (select 1 from sign_in_provider p where ${REPLACES_PASSWORD}) for update`,
    [email.toLowerCase()],
  );
  if (!agent) return null;
  const minutes = passwordLinkMinutes.forgotten;
  await storeLink(tx, { agentId: agent.id, purpose: 'forgotten', minutes, secret: null, mail: 'waiting' });
  return agent.id;
}

/** A link whose mail is about to be written. */
export interface LinkToMail extends LinkRecipient {
  secret: string;
  expiresAt: Date;
}

/** Makes the secret of a link for its mail; one that was made before is void. Null: it was withdrawn, sent, used or is over. */
export async function secretForMail(
  tx: Tx,
  { agentId, purpose }: { agentId: string; purpose: PasswordLinkPurpose },
): Promise<LinkToMail | null> {
  const secret = newSecret();
  const [row] = await tx.query<LinkRecipient & { expiresAt: Date }>(
    `update password_link l set digest = $3 from agent a
     where l.agent_id = $1 and l.purpose = $2 and l.mail in ('waiting', 'failed') and l.expires_at > $4 and a.id = l.agent_id and a.active
     returning a.id as "agentId", a.name, a.email, a.language, l.expires_at as "expiresAt"`,
    [agentId, purpose, digestOf(secret), tx.now],
  );
  return row ? { ...row, secret } : null;
}

/**
 * Notes what became of the mail with a link, as administrators see it. `problem`: a reason of the channels. A link that was replaced
 * while the mail was on its way has a standing of its own.
 */
export async function setLinkMailed(
  tx: Tx,
  { agentId, secret, problem }: { agentId: string; secret: string; problem: string | null },
): Promise<void> {
  const digest = digestOf(secret);
  await tx.repo(PasswordLink).update({ agentId, digest }, { mail: problem ? 'failed' : 'sent', mailProblem: problem });
  publishLinkChanged(tx, agentId);
}

/** As much as a secret of ours looks like. Nothing else is looked up. */
const SECRET = /^[\w-]{43}$/;

interface FoundLink {
  agentId: string;
  purpose: PasswordLinkPurpose;
  name: string;
  email: string;
}

/** The link of a secret. Throws `not-found`, alike for one that never was, was used or withdrawn, is over, or is no secret at all. */
async function linkOf(reader: Reader, secret: string, lock = ''): Promise<FoundLink> {
  const [row] = SECRET.test(secret)
    ? await reader.query<FoundLink>(
        `select l.agent_id as "agentId", l.purpose, a.name, a.email
         from password_link l join agent a on a.id = l.agent_id
         where l.digest = $1 and l.expires_at > $2 and a.active ${lock}`,
        [digestOf(secret), reader.now],
      )
    : [];
  if (!row) throw new Failure('not-found');
  return row;
}

/**
 * For whom a link is. It stays as good as it was: scanners of mail open every link.
 *
 * @throws Failure `not-found`.
 */
export async function openPasswordLink(reader: Reader, secret: string): Promise<OpenPasswordLink> {
  const { purpose, name, email } = await linkOf(reader, secret);
  return { purpose, name, email, organisation: (await organisationOf(reader)).name };
}

/**
 * Chooses a password by a link, which is used up. Every session and token of the agent ends, and they are told by mail where they had
 * a password before. Returns the address by which they sign in.
 *
 * @throws Failure `not-found`, `invalid-request` for a password that is easy to guess, after which the link is still good.
 */
export async function choosePassword(
  tx: Tx,
  { secret, password, language }: ChoosePassword,
): Promise<{ email: string }> {
  const { agentId, purpose, ...owner } = await linkOf(tx, secret, 'for update');
  await assertHardToGuess(tx, password, owner);
  await tx.query(`update agent set password_hash = $2 where id = $1`, [agentId, await hashPassword(password)]);
  // An invitation beside a forgotten password would choose another one.
  await tx.query(`delete from password_link where agent_id = $1`, [agentId]);
  await endAllAccess(tx, agentId);
  if (purpose !== 'invitation') await notifyOfNewPassword(tx, agentId, language);
  publishLinkChanged(tx, agentId);
  return { email: owner.email };
}
