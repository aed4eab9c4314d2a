import type { Channel } from '@guichet/channels';
import type { Evidence, Handle, ReachOption } from '@guichet/contracts';
import type { Account } from './accounts.js';

/** A handle of the person, and what it is to the case. */
export interface KnownAddress {
  handle: Handle;
  evidence: Evidence;
  /** It wrote in the case, or an agent wrote to it from there. */
  isParticipant: boolean;
}

/** What happened between an account and a handle. */
export interface Dealings {
  channelId: string;
  handle: Pick<Handle, 'type' | 'value'>;
  /** When they last wrote, whoever got it: the provider's window begins there. */
  lastInAt: Date | null;
  /** When they last wrote as far as the agent may know. */
  lastUsedAt: Date | null;
  /** The last message to it that the agent may know of, when it did not arrive: why. */
  lastFailure: string | null;
  consent: { given: boolean; word: string } | null;
}

/** Who may be told about a case by an address: whoever is part of it, and whoever has proved that it is theirs. */
const PROVED: ReadonlySet<Evidence> = new Set(['checked', 'signed']);

const HOUR_MS = 3_600_000;
const STATES: readonly ReachOption['state'][] = ['ready', 'warned', 'template', 'closed'];

/**
 * Every way to answer a person in a case, the best first: what works before what does not, then where they wrote last, then
 * the accounts of the team. Says of each why it cannot be used, or should not without thought.
 */
export function reachOf(
  accounts: readonly Account[],
  addresses: readonly KnownAddress[],
  dealings: readonly Dealings[],
  { teamId, now }: { teamId: string; now: Date },
): ReachOption[] {
  const between = new Map(dealings.map((row) => [keyOf(row.channelId, row.handle), row]));
  const isTheirs = new Set(accounts.filter((account) => account.teamId === teamId).map(({ id }) => id));
  const options = accounts
    .filter(({ enabled, channel }) => enabled && !channel.capabilities.recorded)
    .flatMap((account) =>
      addresses
        .filter(({ handle }) => reaches(account.channel, handle, account.config))
        .map((address) => optionOf(account, address, between.get(keyOf(account.id, address.handle)), now)),
    );
  return options.sort(
    (a, b) =>
      STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
      (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') ||
      Number(isTheirs.has(b.channelId)) - Number(isTheirs.has(a.channelId)),
  );
}

const keyOf = (channelId: string, { type, value }: Pick<Handle, 'type' | 'value'>) => `${channelId} ${type}:${value}`;

const reaches = (channel: Channel, handle: Handle, config: unknown): boolean =>
  channel.reaches ? channel.reaches(handle, config) : channel.identify(handle.value)?.type === handle.type;

function optionOf(
  { id, kind, name, channel, config }: Account,
  { handle, evidence, isParticipant }: KnownAddress,
  dealing: Dealings | undefined,
  now: Date,
): ReachOption {
  const { canInitiate, replyWindowHours, templatesAfterWindow } = channel.capabilities;
  const { lastInAt = null, lastUsedAt = null } = dealing ?? {};
  const until =
    replyWindowHours !== null && lastInAt ? new Date(lastInAt.getTime() + replyWindowHours * HOUR_MS) : null;
  const isOpen = replyWindowHours === null || (until !== null && until > now);
  const templates = isOpen || !templatesAfterWindow ? [] : (channel.templates?.(config) ?? []);
  const judged = ((): Pick<ReachOption, 'state' | 'reason' | 'detail'> => {
    if (dealing?.consent?.given === false)
      return { state: 'closed', reason: 'no-consent', detail: dealing.consent.word };
    if (!isParticipant && !PROVED.has(evidence)) return { state: 'closed', reason: 'not-proved', detail: null };
    if (!isOpen || (!canInitiate && !lastInAt))
      return {
        state: templates.length ? 'template' : 'closed',
        reason: lastInAt ? 'window-closed' : 'never-wrote',
        detail: null,
      };
    if (dealing?.lastFailure != null) return { state: 'warned', reason: 'last-failed', detail: dealing.lastFailure };
    return { state: 'ready', reason: null, detail: null };
  })();
  return {
    channelId: id,
    channel: kind,
    channelName: name,
    to: handle,
    ...judged,
    // The end of the window would tell when they wrote to others.
    windowUntil: (isOpen && lastUsedAt && until?.toISOString()) || null,
    templates,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
