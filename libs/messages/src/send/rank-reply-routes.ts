import type { Channel } from '@guichet/channels';
import { canReplyBy, type Evidence, type Handle, type ReplyRoute } from '@guichet/contracts';
import type { Account } from '../accounts/channel-accounts.js';
import { routeKey } from '../accounts/usable-accounts.js';
import { COMPLAINED } from '../receive/mark-unreachable.js';

/** A handle of the person, and its role in the case. */
export interface KnownAddress {
  handle: Handle;
  /** Whose it is; null: nobody's. */
  personId: string | null;
  evidence: Evidence;
  /** Whether it wrote in the case, or an agent wrote to it from there. */
  isParticipant: boolean;
  /** The names of others who use it, where that is known. */
  alsoUsedBy?: readonly string[];
  /** It is that of another person than the citizen of the case. */
  isOfOther?: boolean;
}

/** What happened between an account and a handle. */
export interface ContactHistory {
  channelAccountId: string;
  handle: Pick<Handle, 'type' | 'value'>;
  /** When they last wrote, as far as the agent may know: by their own clock where that says earlier, as the provider's window begins there. */
  lastInAt: Date | null;
  /** The same by our clock. */
  lastUsedAt: Date | null;
  /** Where in the case stands what they wrote there last by the account; null: nothing does. */
  lastPosition: number | null;
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

/** Somebody who has written in the case. */
type Writer = Pick<KnownAddress, 'handle' | 'personId'>;

/**
 * Every route by which a person can be reached, the best first: usable routes before others, then those to whoever wrote last in the
 * case, which another case has no part in, then the one by which they wrote last there, then those that nobody else reads, then the one by
 * which they wrote last anywhere, then the accounts of the
 * team. Each says why it cannot be used, or why the agent should think twice. An account that is
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
  const pairings = accounts
    .filter(({ channel }) => canReplyBy(channel.capabilities))
    .flatMap((account) =>
      addresses
        .map((address) => ({ account, address, history: between.get(routeKey(account.id, address.handle)) }))
        .filter(({ history: past }) => account.enabled || past?.lastInAt != null)
        .filter(({ address: { handle } }) => reaches(account.channel, handle, account.config)),
    );
  const writer = lastWriter(addresses, history);
  const ranked = pairings.map((pairing) => ({
    route: routeOf(pairing, now),
    isOfWriter: writer !== undefined && isSamePerson(pairing.address, writer),
    position: pairing.history?.lastPosition ?? 0,
    isOfTeam: ofTeam.has(pairing.account.id),
  }));
  return ranked.sort((a, b) => precedence(a, b)).map(({ route }) => route);
}

/** A route, with what decides its place. */
interface RankedRoute {
  route: ReplyRoute;
  isOfWriter: boolean;
  position: number;
  isOfTeam: boolean;
}

/** Negative where the first is the better one. */
const precedence = (a: RankedRoute, b: RankedRoute): number =>
  Number(a.route.state === 'closed') - Number(b.route.state === 'closed') ||
  Number(b.isOfWriter) - Number(a.isOfWriter) ||
  STATES.indexOf(a.route.state) - STATES.indexOf(b.route.state) ||
  b.position - a.position ||
  Number(a.route.alsoUsedBy.length > 0) - Number(b.route.alsoUsedBy.length > 0) ||
  (b.route.lastUsedAt ?? '').localeCompare(a.route.lastUsedAt ?? '') ||
  Number(b.isOfTeam) - Number(a.isOfTeam);

/** Who wrote last in the case; undefined where nobody did who can be reached. */
function lastWriter(addresses: readonly KnownAddress[], history: readonly ContactHistory[]): Writer | undefined {
  const last = history
    .filter(({ lastPosition }) => lastPosition !== null)
    .toSorted((a, b) => b.lastPosition! - a.lastPosition!)[0];
  return last && addresses.find(({ handle }) => isSameHandle(handle, last.handle));
}

const isSameHandle = (one: Pick<Handle, 'type' | 'value'>, other: Pick<Handle, 'type' | 'value'>): boolean =>
  one.type === other.type && one.value === other.value;

const isSamePerson = (one: Writer, other: Writer): boolean =>
  (one.personId !== null && one.personId === other.personId) || isSameHandle(one.handle, other.handle);

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
  // A conversation is of whoever writes in it: what they write next would come to the case of somebody else who has given their number.
  const isConversation = account.channel.capabilities.replyWindowHours !== null;
  if (isConversation && address.isOfOther && history?.lastPosition == null)
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
