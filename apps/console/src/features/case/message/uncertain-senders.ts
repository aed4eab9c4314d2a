import type { CaseOfSender, CitizenSummary, Entry, MessageEntry, OtherSenders } from '@guichet/contracts';
import { displayName } from '../../../shared/i18n/display-name.js';

/** The most cases that are offered. */
const MOST_WAYS = 5;

/** Whether it is still to be seen whose message it is: whoever has moved it, or has said who wrote it, has seen to that. */
export const isUncertain = ({ flags, movedFrom, senderNamed }: MessageEntry): boolean =>
  flags.includes('sender-uncertain') && !movedFrom && !senderNamed;

/** The messages at which it is asked who writes, without being opened: of each address, the last one of which that is not certain. */
export function toBeAsked(entries: Iterable<Entry>): ReadonlySet<string> {
  const last = new Map<string, MessageEntry>();
  for (const entry of entries) {
    if (entry.kind !== 'message' || !isUncertain(entry)) continue;
    const address = entry.from?.value ?? '';
    if ((last.get(address)?.position ?? 0) < entry.position) last.set(address, entry);
  }
  return new Set([...last.values()].map(({ id }) => id));
}

/** A case to which a message may be moved. */
export interface WayOfSender {
  into: CaseOfSender;
  citizen: CitizenSummary;
  /** Its citizen bears the name of that of the case which is shown. */
  isNamesake: boolean;
}

export interface OthersBeside {
  /** Each once: one person may have several records. The citizen of the case is none of them. */
  names: string[];
  /** How many more there are than are named. */
  more: number;
  /** Nobody but records of the same name as the citizen of the case: that name. */
  namesake: string | undefined;
  ways: WayOfSender[];
}

/**
 * Who else than the citizen of a case uses an address, and the cases that are offered: first those of others than their namesakes. Whoever is
 * called by the address itself is nobody of a name.
 */
export function othersBeside(
  { citizen, address }: { citizen: CitizenSummary | null; address: string },
  { items, more }: OtherSenders,
): OthersBeside {
  const own = citizen && displayName(citizen.name);
  const names = [...new Set(items.filter(({ name }) => name !== address).map(({ name }) => displayName(name)))];
  const others = names.filter((name) => name !== own);
  const ways = items.flatMap(({ cases, ...person }) =>
    cases.map((into) => ({ into, citizen: person, isNamesake: displayName(person.name) === own })),
  );
  return {
    ...{ names: others, more },
    namesake: others.length === 0 && more === 0 ? names[0] : undefined,
    ways: ways.toSorted((one, other) => Number(one.isNamesake) - Number(other.isNamesake)).slice(0, MOST_WAYS),
  };
}
