import {
  isOpenIdIssuer,
  Permission,
  type CreateSignInProvider,
  type SignInOptions,
  type SignInProvider as ProviderShape,
  type UpdateSignInProvider,
} from '@guichet/contracts';
import { SignInProvider, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring, newId } from '@guichet/platform';
import { assertMayGive, lockRoles } from '../give-and-take-roles.js';
import { relyingParty } from '../passkeys/relying-party.js';
import { allow, assertInPerson, type Principal } from '../principal.js';
import { assertSomebodyIsLeft } from './password-or-provider-sign-in.js';
import type { OpenIdProvider } from './openid-connect.js';
import { shownCertificate } from './saml/certificates.js';
import { assertSamlSettings } from './saml/assert-saml-settings.js';

const PURPOSE = 'sign-in-provider';

/** A provider as it is stored, by the names of the entity. */
export type StoredProvider = SignInProvider;

const COLUMNS = `p.id, p.name, p.profile, p.issuer, p.client_id as "clientId", p.client_secret as "clientSecret", p.domains,
  p.sirets, p.creates_agents as "createsAgents", p.team_id as "teamId", p.passwords_allowed as "passwordsAllowed", p.active,
  p.sign_in_url as "signInUrl", p.certificates, p.mail_attribute as "mailAttribute", p.created_at as "createdAt"`;

/**
 * Where providers send people back to; the console has these pages. With SAML, responses are posted to the API, and we are called by
 * the address of our metadata: another one for each provider, so that what one of them signs is good for no other.
 */
export const addressesOf = (publicUrl: string, { id, profile }: Pick<StoredProvider, 'id' | 'profile'>) => ({
  redirectUri: profile === 'saml' ? `${publicUrl}/saml/${id}/acs` : `${publicUrl}/sign-in/return/${id}`,
  entityId: profile === 'saml' ? `${publicUrl}/saml/${id}/metadata` : null,
  signedOutUri: `${publicUrl}/sign-in`,
});

/** What may be shown of a provider: everything but its secret. */
export const shownProvider = (
  { clientSecret, createdAt, ...provider }: StoredProvider,
  publicUrl: string,
): ProviderShape => ({
  ...provider,
  certificates: provider.certificates.map(shownCertificate),
  hasClientSecret: clientSecret !== null,
  ...addressesOf(publicUrl, provider),
  createdAt: createdAt.toISOString(),
});

/** All providers, by name. */
export async function signInProviders(reader: Reader, who: Principal): Promise<StoredProvider[]> {
  allow(who, 'organisation.manage');
  return reader.query(`select ${COLUMNS} from sign_in_provider p order by p.name collate "fr-x-icu", p.id`);
}

/** What the sign-in page offers. Who signs in people of which domain is no secret. */
export async function signInOptions(reader: Reader, publicUrl: string): Promise<Omit<SignInOptions, 'mailsPasswords'>> {
  const providers = await reader.query<SignInOptions['providers'][number]>(
    `select id, name, profile, domains, passwords_allowed as "passwordsAllowed" from sign_in_provider
     where active order by name collate "fr-x-icu", id`,
  );
  const asksAddress = providers.length > 1 && providers.every(({ domains }) => domains.length > 0);
  return { asksAddress, passkeysAt: relyingParty(publicUrl)?.origin ?? null, providers };
}

/** @throws Failure `not-found`. */
export async function storedProvider(reader: Reader, id: string): Promise<StoredProvider> {
  const [row] = await reader.query<StoredProvider>(`select ${COLUMNS} from sign_in_provider p where p.id = $1`, [id]);
  if (!row) throw new Failure('not-found');
  return row;
}

/** The provider with its secret in the clear, for requests to it. */
export const openIdProvider = (
  { issuer, clientId, clientSecret, profile }: StoredProvider,
  keyring: Keyring,
): OpenIdProvider => ({
  issuer,
  clientId,
  clientSecret: clientSecret ? keyring.decrypt(PURPOSE, clientSecret) : '',
  profile: profile === 'proconnect' ? profile : 'generic',
});

/** As `openIdProvider`, with `secret` saying whether there is one; one that cannot be decrypted any more is empty. */
export function providerToTest(stored: StoredProvider, keyring: Keyring): OpenIdProvider & { secret: SecretState } {
  if (!stored.clientSecret || stored.clientId === '')
    return { ...openIdProvider({ ...stored, clientSecret: null }, keyring), secret: 'missing' };
  try {
    return { ...openIdProvider(stored, keyring), secret: 'known' };
  } catch {
    return { ...openIdProvider({ ...stored, clientSecret: null }, keyring), secret: 'unreadable' };
  }
}

/** Whether a client and its secret are stored, and can be used. */
export type SecretState = 'known' | 'missing' | 'unreadable';

/**
 * Adds a provider. It becomes active once it has what its protocol needs.
 *
 * @throws Failure `not-permitted`, also for a token; `conflict` (`beyond-own-rights`); `invalid-request` for what an active
 *   provider lacks.
 */
export async function createSignInProvider(
  tx: Tx,
  who: Principal,
  { keyring, wanted: { clientSecret, ...wanted } }: { keyring: Keyring; wanted: CreateSignInProvider },
): Promise<StoredProvider> {
  allowInPerson(who);
  assertMayBeAnybody(who);
  await lockRoles(tx);
  const provider = {
    id: newId(),
    ...wanted,
    clientSecret: clientSecret ? keyring.encrypt(PURPOSE, clientSecret) : null,
    createdAt: tx.now,
  };
  await assertSettings(tx, provider);
  await tx.repo(SignInProvider).insert(provider);
  await assertSomebodyIsLeft(tx);
  return provider;
}

/**
 * Changes a provider. An empty secret keeps the one that is stored, unless the issuer or the client changes: whoever may change
 * the address would get it otherwise.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`), `invalid-request`.
 */
export async function updateSignInProvider(
  tx: Tx,
  who: Principal,
  { id, keyring, wanted }: { id: string; keyring: Keyring; wanted: UpdateSignInProvider },
): Promise<StoredProvider> {
  allowInPerson(who);
  assertMayBeAnybody(who);
  await lockRoles(tx);
  await tx.query(`select 1 from sign_in_provider where id = $1 for update`, [id]);
  const before = await storedProvider(tx, id);
  const { clientSecret, ...fields } = wanted;
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const after: StoredProvider = { ...before, ...defined };
  if ((after.profile === 'saml') !== (before.profile === 'saml')) throw wrongField('profile', 'sign-in-kind-stays');
  const isElsewhere = after.issuer !== before.issuer || after.clientId !== before.clientId;
  if (clientSecret) after.clientSecret = keyring.encrypt(PURPOSE, clientSecret);
  else if (isElsewhere) after.clientSecret = null;
  await assertSettings(tx, after);
  await tx.repo(SignInProvider).update({ id }, after);
  await assertSomebodyIsLeft(tx);
  return after;
}

/**
 * Removes a provider. Open sessions stay; agents who have no password need a link from those who manage agents. It shuts out those
 * who sign in by it, whatever they may do, so that it is for whoever may add one.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`), `invalid-request` where nobody could administer
 *   the product.
 */
export async function deleteSignInProvider(tx: Tx, who: Principal, id: string): Promise<void> {
  allowInPerson(who);
  assertMayBeAnybody(who);
  await lockRoles(tx);
  const { affected } = await tx.repo(SignInProvider).delete({ id });
  if (!affected) throw new Failure('not-found');
  await assertSomebodyIsLeft(tx);
}

/** Also writes certificates in one form. */
async function assertSettings(tx: Tx, provider: StoredProvider): Promise<void> {
  if (provider.teamId !== null) {
    const [team] = await tx.query(`select 1 from team where id = $1`, [provider.teamId]);
    if (!team) throw wrongField('teamId', 'no-such-team');
  }
  if (provider.profile === 'saml') return assertSamlSettings(provider);
  if (!isOpenIdIssuer(provider.issuer)) throw wrongField('issuer', 'not-an-issuer');
  if (!provider.active) return;
  if (provider.clientId === '') throw wrongField('clientId', 'sign-in-client-needed');
  if (provider.clientSecret === null) throw wrongField('clientSecret', 'sign-in-secret-needed');
  if (provider.profile === 'proconnect' && provider.sirets.length === 0)
    throw wrongField('sirets', 'sign-in-siret-needed');
}

/** No token changes how people sign in. */
export function allowInPerson(who: Principal): void {
  allow(who, 'organisation.manage');
  allow(who, 'agent.manage');
  assertInPerson(who);
}

/** Whoever says where people sign in may sign in there as anybody: they need every right already, for all teams and without an end. */
const assertMayBeAnybody = (who: Principal): void => assertMayGive(who, Permission.options);
