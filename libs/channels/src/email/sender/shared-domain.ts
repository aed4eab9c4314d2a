// Threads that read mails load this, but none of the schemas.
import { isPublicMailDomain } from '@guichet/contracts/mail-providers';
import { getDomain } from 'tldts';

/**
 * Whom a domain belongs to where that is many who have nothing to do with each other: `provider` where anybody may have an address
 * (`orange.fr`), `suffix` where anybody may have a domain below it (`co.uk`, `gouv.fr`, `github.io`); null for all others.
 */
export function sharedDomain(domain: string): 'provider' | 'suffix' | null {
  const name = domain.toLowerCase();
  if (isPublicMailDomain(name)) return 'provider';
  return getDomain(name, { allowPrivateDomains: true }) === null ? 'suffix' : null;
}
