import { organisationOf } from '@guichet/access';
import type { InboundMessage } from '@guichet/channels';
import type { Tx } from '@guichet/database';
import type { Arrival } from './threading.js';

/**
 * Whether the address of a sender counts as theirs. Where nobody checks, it does, as an organisation whose mail is not checked would
 * otherwise get a new case for every answer; where a check was not possible just then, it does not.
 */
export type Trust = 'vouched' | 'doubtful' | 'forged';

export function trustIn({ authentication }: Pick<InboundMessage, 'authentication'>): Trust {
  if (!authentication) return 'vouched';
  const { verdict, spf, dkim, dmarc } = authentication;
  if (verdict === 'failed') return 'forged';
  if (verdict === 'unknown') return [spf, dkim, dmarc].includes('temperror') ? 'doubtful' : 'vouched';
  return verdict === 'authenticated' ? 'vouched' : 'doubtful';
}

/**
 * Says of messages whether their senders may join cases by references: not where their domain says that they are forged, and as the
 * organisation has it where it says nothing. The setting is read only where there is such a message.
 */
export async function withDoubts<Item extends Arrival>(tx: Tx, items: readonly Item[]): Promise<Item[]> {
  const trusts = items.map(({ message }) => trustIn(message));
  const letsIn = trusts.includes('doubtful') && (await organisationOf(tx)).unauthenticatedMail === 'thread';
  return items.map((item, n) =>
    trusts[n] === 'vouched' || (trusts[n] === 'doubtful' && letsIn) ? item : { ...item, isDoubted: true },
  );
}
