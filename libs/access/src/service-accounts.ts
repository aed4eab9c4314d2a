import type {
  CreateServiceAccount,
  EventData,
  ServiceAccount as ServiceAccountShape,
  TokenScope,
  UpdateServiceAccount,
} from '@guichet/contracts';
import { Agent, isoTime, RoleGrant, ServiceAccount, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';
import { assertMayActAs } from './give-and-take-roles.js';
import { allow, assertInPerson, type Principal } from './principal.js';

const SECRETS = `coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'createdAt', ${isoTime('t.created_at')},
    'lastUsedAt', ${isoTime('t.last_used_at')}, 'expiresAt', ${isoTime('t.expires_at')}) order by t.created_at desc, t.id desc)
  from api_token t where t.agent_id = s.id and t.parent_id is null and t.expires_at > now()), '[]')`;

const ACCOUNTS = `select s.id, s.name, s.purpose, s.contact, s.enabled, s.scopes, s.created_by as "createdBy",
    ${isoTime('s.created_at')} as "createdAt", ${isoTime('s.last_used_at')} as "lastUsedAt", ${SECRETS} as secrets,
    array(select distinct g.role_id from role_grant g
      where g.agent_id = s.id and (g.valid_until is null or g.valid_until > now())) as "roleIds"
  from service_account s where s.deleted_at is null`;

/** All service accounts, by name. */
export async function serviceAccounts(reader: Reader, who: Principal): Promise<ServiceAccountShape[]> {
  allow(who, 'agent.manage');
  return reader.query(`${ACCOUNTS} order by s.name collate "fr-x-icu", s.id`);
}

async function serviceAccountById(tx: Tx, id: string): Promise<ServiceAccountShape> {
  const [account] = await tx.query<ServiceAccountShape>(`${ACCOUNTS} and s.id = $1`, [id]);
  if (!account) throw new Failure('not-found');
  return account;
}

/**
 * How timelines and lists of who did what name it: it must be told from a person. It is a stored name like that of an agent, so it
 * is in the language of who chose it.
 */
const actingName = (who: Principal, name: string): string =>
  who.language === 'en' ? `Service: ${name}` : `Service : ${name}`;

/**
 * Creates a service account, without roles and secrets.
 *
 * @throws Failure `not-permitted`, also for a token; `conflict` (`service-name-taken`).
 */
export async function createServiceAccount(
  tx: Tx,
  who: Principal,
  wanted: CreateServiceAccount,
): Promise<ServiceAccountShape> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  const { name, purpose, contact } = wanted;
  await assertNameFree(tx, name, null);
  const id = newId();
  await tx.repo(Agent).insert({
    ...{ id, name: actingName(who, name), isService: true, active: false, passwordHash: null, language: null },
    // Nobody has it (RFC 2606), so that nothing is ever sent to it and no mail comes from it.
    email: `${id}@service.invalid`,
    createdAt: tx.now,
  });
  await tx
    .repo(ServiceAccount)
    .insert({
      ...{ id, name, purpose, contact, enabled: true, createdBy: who.name, createdAt: tx.now },
      ...{ scopes: inOrder(wanted.scopes), lastUsedAt: null, deletedAt: null },
    })
    .catch(conflictOnDuplicate('service-name-taken', { name }));
  publishService(tx, id, 'created');
  return serviceAccountById(tx, id);
}

/**
 * Changes a service account. Fewer scopes, or its being disabled, hold within a second.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`service-name-taken`, `beyond-own-rights`).
 */
export async function updateServiceAccount(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateServiceAccount },
): Promise<ServiceAccountShape> {
  const before = await lockAccount(tx, who, id);
  const { name, scopes, enabled } = wanted;
  if (name !== undefined && name !== before.name) {
    await assertNameFree(tx, name, id);
    await tx.repo(Agent).update({ id }, { name: actingName(who, name) });
  }
  const changes = { ...wanted, ...(scopes && { scopes: inOrder(scopes) }) };
  if (Object.keys(changes).length > 0)
    await tx
      .repo(ServiceAccount)
      .update({ id }, changes)
      .catch(conflictOnDuplicate('service-name-taken', { name: name ?? before.name }));
  // A secret may do what its account may; what was given out by a narrower request stays as narrow.
  if (scopes) {
    await tx.query(`update api_token set scopes = $2 where agent_id = $1 and parent_id is null`, [id, inOrder(scopes)]);
    await tx.query(
      `update api_token set scopes = array(select unnest(scopes) intersect select unnest($2::text[]))
       where agent_id = $1 and parent_id is not null`,
      [id, scopes],
    );
  }
  // What was given out would else be good again when the account is.
  if (enabled === false) await tx.query(`delete from api_token where agent_id = $1 and parent_id is not null`, [id]);
  const isSwitched = enabled !== undefined && enabled !== before.enabled;
  publishService(tx, id, isSwitched ? (enabled ? 'enabled' : 'disabled') : 'changed');
  refreshRights(tx, id);
  return serviceAccountById(tx, id);
}

/**
 * Deletes a service account: its secrets, what was given out for them and its roles end. What it did keeps its name.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`beyond-own-rights`).
 */
export async function deleteServiceAccount(tx: Tx, who: Principal, id: string): Promise<void> {
  await lockAccount(tx, who, id);
  await tx.repo(ServiceAccount).update({ id }, { enabled: false, deletedAt: tx.now });
  await tx.query(`delete from api_token where agent_id = $1`, [id]);
  const grants = await tx.repo(RoleGrant).findBy({ agentId: id });
  await tx.repo(RoleGrant).delete({ agentId: id });
  for (const { id: grantId, roleId } of grants)
    tx.publish('role.taken', { agentId: id, roleId, grantId }, ADMINISTRATION);
  publishService(tx, id, 'deleted');
  refreshRights(tx, id);
}

/**
 * The account, locked, for somebody who may act as it: whoever changes it decides what its secrets do.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`beyond-own-rights`).
 */
export async function lockAccount(tx: Tx, who: Principal, id: string): Promise<ServiceAccount> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  const account = await tx.repo(ServiceAccount).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!account || account.deletedAt) throw new Failure('not-found');
  await assertMayActAs(tx, who, id);
  return account;
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx.query(
    `select 1 from service_account where lower(name) = lower($1) and id is distinct from $2 and deleted_at is null`,
    [name, exceptId],
  );
  if (taken.length > 0) throw conflict('service-name-taken', { name });
}

const inOrder = (scopes: readonly TokenScope[]): TokenScope[] => [...new Set(scopes)].sort();

const ADMINISTRATION = {
  allTeams: 'Which programs have access, and what they may do, concerns those who see every team.',
};

export const publishService = (tx: Tx, id: string, what: EventData<'service-account.changed'>['what']): void =>
  tx.publish('service-account.changed', { serviceAccountId: id, what }, ADMINISTRATION);

/** Requests and live sockets read anew who it is, in every process; those that are let in no more are closed. */
export const refreshRights = (tx: Tx, id: string): void =>
  tx.publish('session.ended', { agentId: id, sessionId: null }, { agentId: id });
