import type { Channel } from '@guichet/channels';
import { canReplyBy, type Evidence, type Handle, type ReplyRoute } from '@guichet/contracts';
import type { Account } from '../accounts/channel-accounts.js';
import { routeKey } from '../accounts/usable-accounts.js';
import { COMPLAINED } from '../receive/mark-unreachable.js';

/** A handle of the person, and its role in the case. */
export interface KnownAddress {
  handle: Handle;
  evidence: Evidence;
  /** Whether it wrote in the case, or an agent wrote to it from there. */
  isParticipant: boolean;
  /** The names of others who use it, where that is known. */
  alsoUsedBy?: readonly string[];
}

/** What happened between an account and a handle. */
export interface ContactHistory {
  channelAccountId: string;
  handle: Pick<Handle, 'type' | 'value'>;
  /** When they last wrote, as far as the agent may know: by their own clock where that says earlier, as the provider's window begins there. */
  lastInAt: Date | null;
  /** The same by our clock. */
  lastUsedAt: Date | null;
  /** The last message to it that the agent may know of, when it did not arrive: why. */
  lastFailure: string | null;
  /** Why the address counts as unreachable since a bounce that matches no message, or a complaint. */
  unreachable: string | null;
  consent: { given: boolean; word: string } | null;
}

/** Evidence that makes an address of the citizen usable although it does not take part in the case. */
const PROVED: ReadonlySet<Evidence> = new Set(['checked', 'signed']);

/** Nobody writes from a postal address: an agent has it from the person, who gave it to be written to. */
const PROVED_ON_PAPER: ReadonlySet<Evidence> = new Set([...PROVED, 'recorded']);

const HOUR_MS = 3_600_000;
const STATES: readonly ReplyRoute['state'][] = ['ready', 'warned', 'template', 'closed'];

/**
 * Every route by which a person can be reached, the best first: usable routes before others, then the one by which they wrote
 * last, then the accounts of the team. Each says why it cannot be used, or why the agent should think twice. An account that is
 * switched off is a route only for whom it was the way to write, so that the agent sees why the answer takes another one or none.
 */
export function rankReplyRoutes(
  {
    accounts,
    addresses,
    history,
  }: { accounts: readonly Account[]; addresses: readonly KnownAddress[]; history: readonly ContactHistory[] },
  { teamId, now }: { teamId: string; now: Date },
): ReplyRoute[] {
  const between = new Map(history.map((row) => [routeKey(row.channelAccountId, row.handle), row]));
  const ofTeam = new Set(accounts.filter((account) => account.teamId === teamId).map(({ id }) => id));
  const routes = accounts
    .filter(({ channel }) => canReplyBy(channel.capabilities))
    .flatMap((account) =>
      addresses
        .filter(({ handle }) => account.enabled || between.get(routeKey(account.id, handle))?.lastInAt != null)
        .filter(({ handle }) => reaches(account.channel, handle, account.config))
        .map((address) =>
          routeOf({ account, address, history: between.get(routeKey(account.id, address.handle)) }, now),
        ),
    );
  return routes.sort(
    (a, b) =>
      STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
      (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') ||
      Number(ofTeam.has(b.channelAccountId)) - Number(ofTeam.has(a.channelAccountId)),
  );
}

const reaches = (channel: Channel, handle: Handle, config: unknown): boolean =>
  channel.reaches ? channel.reaches(handle, config) : channel.identify(handle.value)?.type === handle.type;

interface Pairing {
  account: Account;
  address: KnownAddress;
  history: ContactHistory | undefined;
}

function routeOf(pairing: Pairing, now: Date): ReplyRoute {
  const { account, address, history } = pairing;
  const { replyWindowHours: hours, templatesAfterWindow } = account.channel.capabilities;
  const { lastInAt = null, lastUsedAt = null } = history ?? {};
  const until = hours !== null && lastInAt ? new Date(lastInAt.getTime() + hours * HOUR_MS) : null;
  const isOpen = hours === null || (until !== null && until > now);
  const templates = isOpen || !templatesAfterWindow ? [] : (account.channel.templates?.(account.config) ?? []);
  return {
    channelAccountId: account.id,
    channel: account.kind,
    channelName: account.name,
    to: address.handle,
    ...reachability(pairing, { isOpen, hasTemplates: templates.length > 0 }),
    windowUntil: (isOpen && until?.toISOString()) || null,
    templates,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    alsoUsedBy: [...(address.alsoUsedBy ?? [])],
  };
}

/** Whether a route can be used, and why not. */
function reachability(
  { account, address, history }: Pairing,
  { isOpen, hasTemplates }: { isOpen: boolean; hasTemplates: boolean },
): Pick<ReplyRoute, 'state' | 'reason' | 'detail'> {
  if (!account.enabled) return { state: 'closed', reason: 'account-off', detail: null };
  if (history?.consent?.given === false) return { state: 'closed', reason: 'no-consent', detail: history.consent.word };
  const proved = account.channel.capabilities.paper ? PROVED_ON_PAPER : PROVED;
  if (!address.isParticipant && !proved.has(address.evidence))
    return { state: 'closed', reason: 'not-proved', detail: null };
  const hasWritten = history?.lastInAt != null;
  if (!isOpen || (!account.channel.capabilities.canInitiate && !hasWritten))
    return {
      state: hasTemplates ? 'template' : 'closed',
      reason: hasWritten ? 'window-closed' : 'never-wrote',
      detail: null,
    };
  if (history?.lastFailure != null) return { state: 'warned', reason: 'last-failed', detail: history.lastFailure };
  if (history?.unreachable === COMPLAINED) return { state: 'warned', reason: 'complained', detail: null };
  if (history?.unreachable != null) return { state: 'warned', reason: 'last-failed', detail: history.unreachable };
  return { state: 'ready', reason: null, detail: null };
}
