import { sharedDomain } from '@guichet/channels';
import { handleKey } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';

/** Where an automatic message goes: what is counted together. */
export interface AutomaticPlace {
  address: string;
  /** Null for an address of a provider with which anybody may have one, and where it is no mail address. */
  domain: string | null;
  caseId: string;
}

export function placeOf({ type, value }: Pick<Handle, 'type' | 'value'>, caseId: string): AutomaticPlace {
  const domain = type === 'email' ? value.slice(value.lastIndexOf('@') + 1) : null;
  return { address: handleKey({ type, value }), domain: domain && !sharedDomain(domain) ? domain : null, caseId };
}
