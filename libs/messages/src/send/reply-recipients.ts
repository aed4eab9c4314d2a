import type { CaseDetail, Handle, PostMessage, ReplyRoute } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

export interface Recipients {
  to: Handle[];
  cc: Handle[];
  /** Who gets it without the others knowing. */
  bcc?: Handle[];
}

interface Candidates {
  account: Account;
  /** Our own addresses: a reply to one of them would come back as a message. */
  own: ReadonlySet<string>;
  detail: CaseDetail;
  routes: readonly ReplyRoute[];
}

/**
 * The recipients of a reply: those that the agent named, else the sender of the last message, else the best route.
 *
 * @throws Failure `invalid-request`, with the field and the reason: an address that is none of this channel or one of our
 *   own, nobody to write to, or more recipients than the channel takes
 */
export function recipientsOf(candidates: Candidates, message: PostMessage): Recipients {
  const { account, detail, routes } = candidates;
  const best = routes.find(({ channelAccountId }) => channelAccountId === account.id);
  const usual = detail.replyTo?.channelAccountId === account.id ? detail.replyTo.to : best ? [best.to.value] : [];
  const to = handlesOf(candidates, message.to ?? usual, 'to');
  const cc = handlesOf(candidates, message.cc ?? [], 'cc');
  const seen = new Set([...to, ...cc].map(({ value }) => value));
  const bcc = handlesOf(candidates, message.bcc ?? [], 'bcc').filter(({ value }) => !seen.has(value));
  if (to.length === 0) throw wrongField('to', 'no-recipient');
  if (account.channel.capabilities.recipients === 'one' && seen.size + bcc.length > 1)
    throw wrongField('to', 'one-recipient');
  return { to, cc, bcc };
}

function handlesOf(
  { account, own, detail, routes }: Candidates,
  addresses: readonly string[],
  path: 'to' | 'cc' | 'bcc',
): Handle[] {
  const known = new Map<string, Handle>([
    ...routes.map(({ to }) => [to.value, to] as const),
    ...detail.participants.map((handle) => [handle.value, handle] as const),
  ]);
  return addresses.map((address, n) => {
    const handle = account.channel.identify(address);
    if (!handle) throw wrongField(`${path}.${n}`, 'not-an-address', { address });
    if (own.has(handle.value)) throw wrongField(`${path}.${n}`, 'own-address', { address });
    return known.get(handle.value) ?? handle;
  });
}
