import { isEntityId } from '@guichet/contracts';
import type { SignInProvider } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { readCertificates } from './certificates.js';

/**
 * Checks the settings of a SAML provider, and writes its certificates in one form. One that is not active may lack what the
 * administrator gets from the provider only after our addresses were registered there.
 *
 * @throws Failure `invalid-request`.
 */
export function assertSamlSettings(provider: SignInProvider): void {
  const certificates = readCertificates(provider.certificates);
  if (typeof certificates === 'string') throw wrongField('certificates', certificates);
  provider.certificates = certificates;
  const isIssuerNeeded = provider.active || provider.issuer !== '';
  if (isIssuerNeeded && !isEntityId(provider.issuer)) throw wrongField('issuer', 'not-an-entity-id');
  if (!provider.active) return;
  if (provider.signInUrl === '') throw wrongField('signInUrl', 'sign-in-address-needed');
  if (certificates.length === 0) throw wrongField('certificates', 'certificate-needed');
}
