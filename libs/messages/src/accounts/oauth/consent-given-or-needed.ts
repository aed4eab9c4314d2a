import { channels } from '@guichet/channels';
import type { ChannelAccount as AccountShape } from '@guichet/contracts';
import type { ChannelAccount, OAuthGrant } from '@guichet/database';
import { bindingOf } from './oauth-grant.js';

/** What is shown of a grant. */
export type ConsentState = Pick<OAuthGrant, 'boundTo' | 'fault' | 'consentedAt'>;

/** Returns whether somebody has allowed the use of an account's mailbox; null where nobody has to. */
export function consentOf(
  { kind, config }: Pick<ChannelAccount, 'kind' | 'config'>,
  grant: ConsentState | null,
): AccountShape['consent'] {
  const channel = channels[kind];
  const parsed: { data?: unknown } = channel.oauth ? channel.config.safeParse(config) : {};
  const signIn = parsed.data === undefined ? undefined : channel.oauth?.(parsed.data);
  if (signIn?.client.grant !== 'consent') return null;
  const isGiven = grant !== null && grant.fault === null && grant.boundTo === bindingOf(signIn);
  return {
    provider: signIn.client.providerName,
    state: isGiven ? 'given' : 'needed',
    at: grant?.consentedAt?.toISOString() ?? null,
  };
}
