import { organisationOf } from '@guichet/access';
import type { InboundMessage } from '@guichet/channels';
import type { Authentication } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Arrival } from './batch-thread-index.js';

/**
 * Whether the address of a sender counts as theirs. Where nobody checks, it does, as an organisation whose mail is not checked would
 * otherwise get a new case for every answer; where a check was expected and has come to nothing, it does not.
 */
export type Trust = 'vouched' | 'doubtful' | 'forged';

export function trustIn({ authentication }: Pick<InboundMessage, 'authentication'>): Trust {
  if (!authentication) return 'vouched';
  const { verdict } = authentication;
  if (verdict === 'failed') return 'forged';
  if (verdict === 'unknown') return isOfNobody(authentication) ? 'vouched' : 'doubtful';
  return verdict === 'authenticated' ? 'vouched' : 'doubtful';
}

/**
 * Whether nobody was to check. Otherwise a named server is silent, DNS was, a policy does not hold as far as it could be judged, or
 * there were too many signatures.
 */
const isOfNobody = ({ source, spf, dkim, dmarc, arc }: Authentication): boolean =>
  source === 'checked' && ![spf, dkim, dmarc].includes('temperror') && dmarc !== 'fail' && arc !== 'permerror';

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
