import type { SigningCertificate, SignInProvider, UpdateSignInProvider } from '@guichet/contracts';
import type { UseFormReturnType } from '@mantine/form';

/** What is edited of a provider. */
export interface ProviderValues
  extends
    Pick<SignInProvider, 'name' | 'issuer' | 'clientId' | 'domains' | 'sirets' | 'createsAgents' | 'teamId'>,
    Pick<SignInProvider, 'passwordsAllowed' | 'active' | 'signInUrl' | 'mailAttribute'> {
  clientSecret: string;
  /** PEM, one after the other. */
  certificates: string;
}
export type ProviderFormState = UseFormReturnType<ProviderValues>;

/** Certificates as they are edited: one text. */
export const certificatesText = (certificates: readonly SigningCertificate[]): string =>
  certificates.map(({ pem }) => pem).join('\n');

/** Returns what is edited first. */
export function valuesOf(provider: SignInProvider): ProviderValues {
  const { name, issuer, clientId, domains, sirets, createsAgents, teamId, passwordsAllowed, active } = provider;
  const { signInUrl, mailAttribute, certificates } = provider;
  return {
    ...{ name, issuer, clientId, clientSecret: '', domains, sirets, createsAgents, teamId, passwordsAllowed, active },
    ...{ signInUrl, mailAttribute, certificates: certificatesText(certificates) },
  };
}

/** Returns what is sent: the fields of the protocol that the provider speaks. */
export function changeOf({ profile }: SignInProvider, values: ProviderValues): UpdateSignInProvider {
  const { clientId, clientSecret, sirets, signInUrl, mailAttribute, certificates, ...shared } = values;
  if (profile !== 'saml') return { ...shared, clientId, clientSecret, sirets };
  const texts = certificates.trim() === '' ? [] : [certificates];
  return { ...shared, signInUrl, mailAttribute, certificates: texts };
}

/** Returns whether a change may take somebody a way to sign in, so that the server is asked whom, before it is saved. */
export function mayTakeWay(
  stored: Pick<SignInProvider, 'active' | 'passwordsAllowed' | 'domains' | 'issuer'>,
  {
    active,
    passwordsAllowed,
    domains,
    issuer,
  }: Pick<ProviderValues, 'active' | 'passwordsAllowed' | 'domains' | 'issuer'>,
): boolean {
  // Accounts are of an issuer.
  if (stored.active && (!active || issuer.trim() !== stored.issuer)) return true;
  const isSameList = domains.join() === stored.domains.join();
  return active && !passwordsAllowed && (!stored.active || stored.passwordsAllowed || !isSameList);
}
